"""Which language to answer in where the question alone does not tell."""

import re

_CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ENGLISH_WORD = re.compile(r"(?<![A-Za-z0-9])[a-z][a-z']+(?![A-Za-z0-9])")


def from_locale(locale: str | None) -> str:
    """The bot's language for a Slack locale: Chinese for any `zh-*`, else English."""
    return "zh" if (locale or "").lower().startswith("zh") else "en"


def in_doubt(question: str) -> bool:
    """True where a question holds neither a Chinese character nor an ordinary English word ("H20?", "???")."""
    return not _CHINESE.search(question) and not _ENGLISH_WORD.search(question)


def of_text(text: str) -> str:
    """The language that a text is plainly written in: Chinese where it has Chinese characters."""
    return "zh" if _CHINESE.search(text) else "en"

"""Every word the bot says to people, in Chinese and in English."""

from bot.words.en import EN
from bot.words.phrases import Words
from bot.words.zh import ZH

__all__ = ["EN", "ZH", "Words", "words_in"]


def words_in(lang: str) -> Words:
    """The words of a language: Chinese for "zh" and every "zh-…", English for all else."""
    return ZH if lang.lower().startswith("zh") else EN

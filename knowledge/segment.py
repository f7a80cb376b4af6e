"""Cutting Chinese into words: jieba with the base's own words, over a dictionary pruned to what can matter here."""

import logging
from collections.abc import Callable, Iterable
from typing import Any

import jieba

COMMON = 1500  # corpus count in jieba's dictionary from which a word stays in the pruned one
USER_COUNT = 5_000  # count given to the base's own words, so that they win over their parts

jieba.setLogLevel(logging.WARNING)


def build(words: Iterable[str], texts: Iterable[str]) -> dict[str, Any]:
    """A dictionary as plain data: jieba's common words, those that occur in the texts, and `words` themselves."""
    whole = jieba.Tokenizer()
    with whole.get_dict_file() as lines:
        counts, _ = whole.gen_pfdict(lines)
    seen = {w for text in texts for w in whole.cut(text, HMM=False)}
    kept = {w: n for w, n in counts.items() if n and (n >= COMMON or w in seen)}
    for word in words:
        kept[word] = max(kept.get(word, 0), USER_COUNT)
    total = sum(kept.values())
    for word in list(kept):
        for end in range(1, len(word)):
            kept.setdefault(word[:end], 0)
    return {"counts": kept, "total": total}


def cutter(data: dict[str, Any]) -> Callable[[str], Iterable[str]]:
    """A function that cuts a run of Chinese into words with the dictionary that `build` made."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total, tokenizer.initialized = data["counts"], data["total"], True

    def cut(text: str) -> Iterable[str]:
        words: list[str] = tokenizer.lcut(text, HMM=False)
        return words

    return cut

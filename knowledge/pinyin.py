"""The commonest syllable of each Chinese character, as a table small enough to read at every start."""

from array import array
from collections.abc import Mapping
from typing import Any

FIRST, LAST = 0x4E00, 0x9FFF  # Unicode's basic block of Chinese characters


def build() -> dict[str, Any]:
    """The table as plain data: the syllables, without tones, and each character's number among them (pypinyin)."""
    import pypinyin

    spoken = [
        next(iter(pypinyin.lazy_pinyin(chr(code), errors="ignore", v_to_u=False)), "")
        for code in range(FIRST, LAST + 1)
    ]
    syllables = ["", *sorted(set(spoken) - {""})]
    number = {s: n for n, s in enumerate(syllables)}
    return {"syllables": syllables, "numbers": array("H", [number[s] for s in spoken]).tobytes()}


class Pinyin:
    """Looks syllables up in a table that `build` made."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._syllables: list[str] = data["syllables"]
        self._numbers = array("H", data["numbers"])

    @property
    def syllables(self) -> list[str]:
        """Every syllable there is."""
        return self._syllables[1:]

    def of(self, text: str) -> str:
        """The syllable of a single character; "" for anything else."""
        code = ord(text) - FIRST if len(text) == 1 else -1
        return self._syllables[self._numbers[code]] if 0 <= code <= LAST - FIRST else ""

"""Text as it is compared: normalised, cut into units, sentences and syllables. Pure; stored text is never changed.

A *unit* is one Chinese character or one Latin or numeric token: the finest piece that both languages share.
"""

import functools
import html
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import opencc
import snowballstemmer

MARKUP = re.compile(
    r"<(?:[@#!][^<>|]*(?:\|(?P<name>[^<>]*))?|(?:https?|mailto)[^<>|]*(?:\|(?P<label>[^<>]*))?)>|:[a-z0-9_+'-]{2,40}:"
)
ESCAPE = re.compile(r"&(?:lt|gt|amp);")
MODEL = re.compile(r"(?<![a-z0-9])([a-z]{1,3})[-_ \u00b7]?(\d{1,4})(?!\d)([a-z]{0,2})(?![a-z0-9])")
SENTENCE = re.compile(r"[^。！？!?\n]*[。！？!?\n]?")
CLAUSE_ENDS = frozenset('。，,！？!?；;：:、\n“”‘’"()（）《》【】—-… ')

ZH_DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
ZH_SCALES = {"十": 10, "百": 100, "千": 1000}
ZH_MYRIADS = {"万": 10_000, "亿": 100_000_000}
ZH_NUMERAL = re.compile("[零一二两三四五六七八九十百千]+")
EN_NUMERALS = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"first": 1, "second": 2, "third": 3, "fourth": 4, "twice": 2, "thirty": 30, "forty": 40, "fifty": 50}


@dataclass(frozen=True, slots=True)
class Normal:
    """Normalised text with the way back: character i of `text` came from `source[offsets[i]:]`."""

    text: str
    offsets: tuple[int, ...]


@functools.cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("tw2sp")


def is_han(char: str) -> bool:
    """True for a Chinese character of the basic block or extension A."""
    return "\u4e00" <= char <= "\u9fff" or "\u3400" <= char <= "\u4dbf" or char == "\u3007"


def simplify(text: str) -> str:
    """Traditional characters and Taiwan's words to simplified ones (OpenCC's tw2sp; length may change)."""
    return str(_simplifier().convert(text)) if any(map(is_han, text)) else text


def without_markup(text: str) -> str:
    """Slack's markup blanked out, each character in its place: mentions, link targets, emoji codes, `&lt;` and kin."""

    def blank(m: re.Match[str]) -> str:
        group = "name" if m["name"] else "label" if m["label"] else None
        if group is None:
            return " " * len(m.group())
        before, after = m.start(group) - m.start(), m.end() - m.end(group)
        return " " * before + m[group] + " " * after

    text = MARKUP.sub(blank, text)
    return ESCAPE.sub(lambda m: html.unescape(m.group()).ljust(len(m.group())), text)


def normalise(text: str) -> Normal:
    """Fold width, case and script, keeping for each character where it came from.

    Slack's markup goes first; then NFKC, one character at a time; lower case; simplified characters;
    anything that is neither letter, digit nor common mark becomes a space. Where simplifying changes the length of a
    run, its characters all point to its start.
    """
    chars: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(without_markup(text)):
        for folded in unicodedata.normalize("NFKC", char).lower():
            kind = unicodedata.category(folded)
            chars.append(folded if kind[0] in "LN" or folded in "%'.-_?&+/" else " ")
            origin.append(at)
    folded_text = "".join(chars)
    if not any(map(is_han, folded_text)):
        return Normal(folded_text, tuple(origin))
    simple = simplify(folded_text)
    if simple == folded_text:
        return Normal(simple, tuple(origin))
    parts: list[str] = []
    offsets: list[int] = []
    for run in re.finditer(r"\S+|\s+", folded_text):
        piece = simplify(run.group())
        parts.append(piece)
        same = len(piece) == len(run.group())
        offsets.extend(origin[run.start() + i] if same else origin[run.start()] for i in range(len(piece)))
    return Normal("".join(parts), tuple(offsets))


def joined_models(text: str) -> str:
    """Product names in one spelling, of equal length: `h-20`, `h 20` and `h20` all read `h20`, padded behind."""

    def join(m: re.Match[str]) -> str:
        whole = m[1] + m[2] + m[3]
        return whole + " " * (len(m.group()) - len(whole))

    return MODEL.sub(join, text)


@dataclass(frozen=True, slots=True)
class Unit:
    """A Chinese character or a Latin or numeric token; `form` is what is compared, `start:end` where it stands."""

    form: str
    start: int
    end: int
    han: bool


UNIT = re.compile(
    r"[\u3400-\u4dbf\u4e00-\u9fff\u3007]|[a-z]+\d+[a-z0-9]*|\d+[a-z]+\d*|[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?%?"
)


def units(text: str) -> list[Unit]:
    """The units of normalised text, in order. English words are stemmed; numbers and model names stay whole."""
    found = []
    models = {m.start(): m.end() for m in MODEL.finditer(text)}
    for m in UNIT.finditer(joined_models(text)):
        word = m.group()
        if is_han(word):
            found.append(Unit(word, m.start(), m.end(), han=True))
        else:
            form = stem(word) if word.isalpha() or "'" in word else word
            found.append(Unit(form, m.start(), models.get(m.start(), m.end()), han=False))
    return found


@functools.lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """An English word's stem (Porter 2, https://snowballstem.org/algorithms/english/stemmer.html)."""
    word = word.removesuffix("'s")
    return str(_stemmer().stemWord(word)) if len(word) > 2 else word


@functools.cache
def _stemmer() -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer("english")


def number_of(numeral: str) -> int | None:
    """The value of a Chinese numeral below ten thousand ("四" 4, "十五" 15, "两百" 200); None if it is none."""
    if not numeral or any(c not in ZH_DIGITS and c not in ZH_SCALES for c in numeral):
        return None
    if all(c in ZH_DIGITS for c in numeral):
        return int("".join(str(ZH_DIGITS[c]) for c in numeral))
    total = digit = 0
    for char in numeral:
        if char in ZH_DIGITS:
            digit = ZH_DIGITS[char]
        else:
            total += (digit or 1) * ZH_SCALES[char]
            digit = 0
    return total + digit


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of stored text as (start, end), surrounding white space left out."""
    found = []
    for m in SENTENCE.finditer(text):
        start, end = m.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            found.append((start, end))
    return found


def syllables(word: str, known: Mapping[str, object] | Iterable[str]) -> list[str] | None:
    """Cut a Latin word into pinyin syllables, fewest first; None where it can't be cut whole."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            head = best[start]
            if head is not None and word[start:end] in known:
                now = best[end]
                if now is None or len(head) + 1 < len(now):
                    best[end] = [*head, word[start:end]]
    return best[len(word)]

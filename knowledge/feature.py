"""What is compared: the features of a text in three channels, meaning, characters and sound.

`sem`: entities ("e:"), thesaurus concepts ("c:"), other words ("w:") and numbers ("n:"), shared by both languages.
`chr`: Chinese characters and their pairs, English stems and their trigrams: close wording, split or joined words.
`pin`: syllables and their pairs: homophones and questions typed in pinyin.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from knowledge.asking import FINE, STOP_CHARS, STOP_WORDS_ZH, kinds_of, without_fillers
from knowledge.lexicon import STOP_STEMS, Lexicon, Mention
from knowledge.text import EN_NUMERALS, ZH_NUMERAL, Unit, normalise, number_of, stem, units

CHANNELS = ("sem", "chr", "pin")
SINGLE = 0.35  # weight of a single character or syllable beside a pair
LITERAL = 0.4  # weight of a word itself where it also stands for a concept
ASKED = 0.5  # weight of the kind of answer asked for
TRIGRAM = 0.25  # weight of a Latin trigram
MIN_TRIGRAM_WORD = 5
NUMERAL_STEMS = {stem(word): value for word, value in EN_NUMERALS.items()}
MEASURES = frozenset("个年月天次场家款张块种倍成岁点台国座位名轮波")

Cut = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Features:
    """A text's features by channel, each with its own weight 0..1, the mentions in it, and how it was typed."""

    sem: dict[str, float]
    chr: dict[str, float]
    pin: dict[str, float]
    mentions: tuple[Mention, ...]
    units: tuple[Unit, ...]
    kinds: frozenset[str]
    text: str
    sounds: str
    gist: str
    typed_pinyin: bool

    @property
    def han(self) -> bool:
        """True for a question in Chinese characters or in pinyin, which is compared with Chinese wordings."""
        return self.typed_pinyin or any(u.han for u in self.units)

    @property
    def entities(self) -> frozenset[str]:
        """The ids of the entities mentioned."""
        return frozenset(m.key[2:] for m in self.mentions if m.key.startswith("e:"))

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers mentioned, as features."""
        return frozenset(k for k in self.sem if k.startswith("n:"))


class Reader:
    """Turns text into features with a base's lexicon and a segmenter."""

    def __init__(self, lexicon: Lexicon, cut: Cut) -> None:
        self._lexicon, self._cut = lexicon, cut

    def read(self, raw: str) -> Features:
        """The features of any text: a question, an ask, a statement, a quote."""
        text = without_fillers(normalise(raw).text)
        plain = units(text)
        spoken = self._lexicon.spoken(text, plain)
        typed_pinyin = len(spoken) != len(plain) or any(u.form.startswith("~") for u in spoken)
        found = self._lexicon.corrected(text, spoken)
        sounds = self._lexicon.sounds_of(found)
        mentions = self._lexicon.find(found, sounds)
        kinds = kinds_of(text)
        return Features(
            sem=self._meaning(text, found, mentions) | {f"k:{k}": ASKED for k in kinds - FINE if k != "what"},
            chr=_characters(found),
            pin=_sounds(found, sounds),
            mentions=tuple(mentions),
            units=tuple(found),
            kinds=kinds,
            text=" ".join(text.split()),
            sounds=" ".join(sounds),
            gist=self._lexicon.gist(found, mentions, kinds),
            typed_pinyin=typed_pinyin,
        )

    def mentions(self, found: Sequence[Unit]) -> list[Mention]:
        """The names and words that are known among the units of a well-typed text."""
        return self._lexicon.find(found, [])

    def _meaning(self, text: str, found: Sequence[Unit], mentions: Sequence[Mention]) -> dict[str, float]:
        features: dict[str, float] = {}
        covered = [False] * len(text)
        for m in mentions:
            if m.key[:2] in {"t:", "a:"}:
                continue  # topics and attributes are for choosing sets, not for likeness
            features[m.key] = max(features.get(m.key, 0.0), m.weight)
            start, end = found[m.first].start, found[m.last - 1].end
            covered[start:end] = [True] * (end - start)
        for number in numbers_in(text, found):
            features[f"n:{number}"] = 1.0
        for unit in found:
            if not unit.han and unit.form.isalpha() and unit.form not in STOP_STEMS and len(unit.form) > 1:
                features[f"w:{unit.form}"] = LITERAL if covered[unit.start] else 1.0
        for run in re.finditer(r"[\u3400-\u4dbf\u4e00-\u9fff]+", text):
            at = run.start()
            for word in self._cut(run.group()):
                if len(word) > 1 and word not in STOP_WORDS_ZH and not all(c in STOP_CHARS for c in word):
                    known = all(covered[at : at + len(word)])
                    features[f"w:{word}"] = LITERAL if known else 1.0
                at += len(word)
        return features


def numbers_in(text: str, found: Sequence[Unit]) -> list[str]:
    """The numbers of normalised text as plain numerals: digits, Chinese numerals with a measure, English words."""
    numbers = [u.form for u in found if u.form[0].isdigit() and u.form.rstrip("%").replace(".", "").isdigit()]
    numbers += [str(NUMERAL_STEMS[u.form]) for u in found if not u.han and NUMERAL_STEMS.get(u.form, 0) > 1]
    for m in ZH_NUMERAL.finditer(text):
        value = number_of(m.group())
        behind = text[m.end() : m.end() + 1]
        if value is not None and value > 1 and (behind in MEASURES or len(m.group()) > 1):
            numbers.append(str(value))
    return numbers


def _characters(found: Sequence[Unit]) -> dict[str, float]:
    features: dict[str, float] = {}
    before: Unit | None = None
    for unit in found:
        if unit.han:
            if unit.form not in STOP_CHARS:
                features[unit.form] = SINGLE
            if before is not None and before.han and not (unit.form in STOP_CHARS and before.form in STOP_CHARS):
                stopped = unit.form in STOP_CHARS or before.form in STOP_CHARS
                features[before.form + unit.form] = SINGLE if stopped else 1.0
        elif not unit.form.startswith("~") and unit.form not in STOP_STEMS:
            features[unit.form] = 1.0
            if unit.form.isalpha() and len(unit.form) >= MIN_TRIGRAM_WORD:
                for i in range(len(unit.form) - 2):
                    features["_" + unit.form[i : i + 3]] = TRIGRAM
        before = unit
    return features


def _sounds(found: Sequence[Unit], sounds: Sequence[str]) -> dict[str, float]:
    features: dict[str, float] = {}
    for at, (unit, spoken) in enumerate(zip(found, sounds, strict=True)):
        syllable = unit.han or unit.form.startswith("~")
        if not syllable:
            if unit.form not in STOP_STEMS and any(c.isdigit() for c in unit.form):
                features[spoken] = 1.0
            continue
        stopped = unit.form in STOP_CHARS
        if not stopped:
            features[spoken] = max(SINGLE, features.get(spoken, 0.0))
        if at and (found[at - 1].han or found[at - 1].form.startswith("~")):
            both = stopped and found[at - 1].form in STOP_CHARS
            if not both:
                features[f"{sounds[at - 1]}-{spoken}"] = 1.0
    return features

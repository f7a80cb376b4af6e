"""The names and words that the base knows, and finding them in a question: exactly, by sound, or misspelt."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from knowledge.asking import ALL_KINDS, STOP_CHARS, STOP_WORDS_EN
from knowledge.pinyin import Pinyin
from knowledge.schema import EntityKind, FactBase
from knowledge.text import Unit, normalise, stem, syllables, units

BY_SOUND = 0.75  # how much a name found only by its sound counts
SURE = 0.5  # how much a name must count to stand for the words in a gist
BY_CHANCE = 0.5  # what is left of that where no character is the same: it may be mere chance
MIN_SPELLING = 78.0  # Indel similarity (rapidfuzz `ratio`, 0..100) from which a Latin word may be a known one misspelt
MIN_MISSPELT = 4  # letters; shorter words have too many neighbours
FIRST_SYMBOL = 0xF0000  # of Unicode's supplementary private use area, which no text holds
UNKNOWN_SYMBOL = chr(0xFFFFD)  # the last of it
TWICE = 2  # symbols of a product in a gist: what holds of one need not hold of the next
LONG_WORD = 8  # letters from which two slips of the keyboard are forgiven instead of one
LOOKS_LIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "s": "5", "b": "8", "z": "2"})
SHORT_PINYIN = 6  # letters; up to here an English word beside pinyin may be pinyin ("can", "women")
# Sounds that typists and dialects confuse (n/l, sh/s, -ng/-n …), folded before sounds are compared.
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"))
STOP_STEMS = frozenset(stem(w) for w in STOP_WORDS_EN)

Phrases = Mapping[str, tuple[Sequence[int], Mapping[tuple[str, ...], tuple[Any, ...]]]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in a question, at units first:last, with a weight 0..1.

    `key` is "e:<entity>", "c:<concept>", "t:<topic>" or "a:<attribute>".
    """

    key: str
    first: int
    last: int
    weight: float


def sound(syllable: str) -> str:
    """A syllable with the commonest confusions folded: flat and curled initials, front and back nasals."""
    for curled, flat in CONFUSED:
        if syllable.startswith(curled):
            syllable = flat + syllable[len(curled) :]
    return syllable[:-1] if syllable.endswith("ng") else syllable


class Lexicon:
    """Phrases by their units and by their sounds. Built once per base (`build`), kept as plain data."""

    def __init__(self, data: Mapping[str, Any], pinyin: Pinyin) -> None:
        self._phrases: Phrases = data["phrases"]
        self._sounds: Phrases = data["sounds"]
        self._latin: Sequence[str] = data["latin"]
        self._known_latin = frozenset(self._latin)
        self._english: frozenset[str] = frozenset(data["english"])
        self._words: Sequence[str] = data["words"]
        self._known_words = frozenset(self._words)
        self._syllables: frozenset[str] = frozenset(data["syllables"])
        self._symbols: Mapping[str, str] = data["symbols"]
        self._models: frozenset[str] = frozenset(w for w in self._latin if any(c.isdigit() for c in w))
        self.pinyin = pinyin

    @staticmethod
    def build(base: FactBase, pinyin: Pinyin, words: Iterable[str]) -> dict[str, Any]:
        """The plain data of a lexicon: every name and thesaurus word of the base.

        `words`: the English of its texts, the commonest first.
        """
        words = list(words)
        products = {f"e:{e.id}" for e in base.entities if e.kind is EntityKind.PRODUCT}
        english = {stem(w) for w in words}
        keys: dict[tuple[str, ...], set[str]] = {}
        for entity in base.entities:
            names = [entity.names.zh, entity.names.en, *entity.aliases]
            for name in filter(None, names):
                keys.setdefault(forms_of(name), set()).add(f"e:{entity.id}")
        for concept in base.concepts:
            for word in (*concept.zh, *concept.en):
                keys.setdefault(forms_of(word), set()).add(f"c:{concept.id}")
        for mark, shelf in (("t", base.topics), ("a", base.attributes)):
            for item in shelf:
                for name in filter(None, (item.names.zh, item.names.en)):
                    keys.setdefault(forms_of(name), set()).add(f"{mark}:{item.id}")
        keys.pop((), None)
        spoken: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        latin = set(english)
        for forms, ids in keys.items():
            sounds = tuple(sound(s) for s in map(pinyin.of, forms) if s)
            if len(sounds) == len(forms) and len(forms) > 1:
                spoken.setdefault(sounds, set()).update(("".join(forms), i) for i in ids)
            latin.update(f for f in forms if not pinyin.of(f))
        return {
            "phrases": _by_first(keys),
            "sounds": _by_first(spoken),
            "latin": sorted(latin),
            "english": sorted(english),
            "words": words,
            "syllables": pinyin.syllables,
            "symbols": {
                symbol: chr(FIRST_SYMBOL + number) * (TWICE if symbol in products else 1)
                for number, symbol in enumerate(sorted({*set().union(*keys.values()), *latin, *ALL_KINDS}))
            },
        }

    def corrected(self, text: str, found: Sequence[Unit]) -> list[Unit]:
        """The units with Latin words that nobody knows replaced by the known one they misspell, if one is near."""
        return [self._corrected(text, u) for u in found]

    def _corrected(self, text: str, unit: Unit) -> Unit:
        form = unit.form
        if unit.han or form in self._known_latin:
            return unit
        if not form.isalpha():
            for first in range(1, min(4, len(form))):
                model = form[:first] + form[first:].translate(LOOKS_LIKE)
                if model in self._models:
                    return Unit(model, unit.start, unit.end, han=False)
            return unit
        digits = form[:1] + form[1:].translate(LOOKS_LIKE)
        if digits in self._models:
            return Unit(digits, unit.start, unit.end, han=False)
        if len(form) < MIN_MISSPELT:
            return unit
        meant = self._slip_of(text[unit.start : unit.end])
        if meant is None and len(form) > MIN_MISSPELT:
            near = process.extractOne(form, self._latin, scorer=fuzz.ratio, score_cutoff=MIN_SPELLING)
            meant = near[0] if near and near[0][0] == form[0] else None
        return Unit(meant, unit.start, unit.end, han=False) if meant else unit

    def _slip_of(self, word: str) -> str | None:
        """The stem of the commonest word that a slip of the keyboard turns into this one (Damerau 1964); None if none.

        In the shortest words only a letter dropped, doubled or swapped is taken for a slip: any other might be meant.
        """
        allowed = 1 + (len(word) >= LONG_WORD)
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=allowed, limit=None)
        near = [
            n
            for n in near
            if n[0][0] == word[0] and not (len(word) == MIN_MISSPELT == len(n[0]) and sorted(word) != sorted(n[0]))
        ]
        return stem(min(near, key=lambda n: n[1:])[0]) if near else None

    def spoken(self, text: str, found: Sequence[Unit]) -> list[Unit]:
        """The units of a text with words typed in pinyin cut into syllables (`han` False, one unit a syllable).

        A Latin word counts as pinyin when it is no known English word or name and can be cut whole; the shortest
        ones only beside another such word.
        """
        cuts: list[list[str] | None] = []
        for unit in found:
            unsure = unit.han or not unit.form.isalpha()
            # The word as typed, not its stem: "beijing" would lose its end.
            cuts.append(None if unsure else syllables(text[unit.start : unit.end], self._syllables))
        words = [text[u.start : u.end] for u in found]
        sure = [c is not None and w not in self._known_words for w, c in zip(words, cuts, strict=True)]
        total = sum(sure)
        english = sum(u.form in self._english for u, s in zip(found, sure, strict=True) if not s and not u.han)
        out: list[Unit] = []
        for index, (unit, cut) in enumerate(zip(found, cuts, strict=True)):
            likely = total >= english and (sure[index] or (total > english and unit.end - unit.start <= SHORT_PINYIN))
            if cut is None or not likely or (total < 2 and len(cut) < 2):
                out.append(unit)
            else:
                out.extend(Unit(f"~{syllable}", unit.start, unit.end, han=False) for syllable in cut)
        return out

    def sounds_of(self, found: Sequence[Unit]) -> list[str]:
        """One sound a unit: the folded syllable of a character or of typed pinyin, the form of anything else."""
        return [sound(u.form[1:]) if u.form.startswith("~") else sound(self.pinyin.of(u.form)) or u.form for u in found]

    def gist(self, found: Sequence[Unit], mentions: Sequence[Mention], kinds: Iterable[str]) -> str:
        """A text boiled down to what it says, in symbols, so that edit similarity can compare it.

        Known names and words are one symbol under whatever name, products two; other words and characters stay where
        they carry matter; at the end stand the kinds of answer asked for.
        "老黄 dance 了吗" and "did Jensen Huang dance?" have one gist.
        """
        keys: list[str | None] = [None] * len(found)
        for m in sorted(mentions, key=lambda m: (m.weight, m.key.startswith("e:"))):
            if m.weight >= SURE and m.key[:2] not in {"t:", "a:"}:
                keys[m.first : m.last] = [m.key] * (m.last - m.first)
        out = []
        before = None
        for unit, key in zip(found, keys, strict=True):
            if key is not None:
                if key != before:
                    out.append(self._symbols[key])
            elif unit.form not in STOP_CHARS and unit.form not in STOP_STEMS:
                out.append(unit.form if unit.han else self._symbols.get(unit.form, UNKNOWN_SYMBOL))
            before = key
        out += [self._symbols[kind] for kind in sorted(kinds) if kind != "what"]
        return "".join(out)

    def find(self, found: Sequence[Unit], sounds: Sequence[str]) -> list[Mention]:
        """Every name and word that is known, longest first at each place; by sound where no character matches."""
        forms = [u.form for u in found]
        mentions: list[Mention] = []
        covered = [False] * len(forms)
        reach = 0
        for at, end, ids in _longest(forms, self._phrases):
            if end > reach:
                mentions.extend(Mention(i, at, end, 1.0) for i in ids)
                reach = end
                covered[at:end] = [True] * (end - at)
        for at, end, ids in _longest(sounds, self._sounds):
            if not any(covered[at:end]):
                mentions.extend(Mention(i, at, end, _trust(written, forms[at:end])) for written, i in ids)
                covered[at:end] = [True] * (end - at)
        return mentions


def _trust(written: str, typed: Sequence[str]) -> float:
    """How much a name found by its sound counts: the more, the more of its characters stand as they should.

    Typed pinyin has no characters to be wrong.
    """
    if typed[0].startswith("~"):
        return BY_SOUND
    return BY_SOUND * (
        BY_CHANCE + (1 - BY_CHANCE) * sum(a == b for a, b in zip(written, typed, strict=False)) / len(written)
    )


def _by_first(keys: Mapping[tuple[str, ...], Iterable[Any]]) -> dict[str, Any]:
    """Phrases by their first form: the lengths that occur, longest first, and the ids by phrase."""
    out: dict[str, tuple[list[int], dict[tuple[str, ...], tuple[Any, ...]]]] = {}
    one: dict[Any, Any] = {}  # equal values as one object, which is stored and loaded but once
    for forms, ids in keys.items():
        same = tuple(one.setdefault(f, f) for f in forms)
        found = tuple(one.setdefault(i, i) for i in sorted(ids))
        lengths, phrases = out.setdefault(same[0], ([], {}))
        phrases[same] = one.setdefault(found, found)
        if len(forms) not in lengths:
            lengths.append(len(forms))
            lengths.sort(reverse=True)
    return out


def _longest(forms: Sequence[str], phrases: Phrases) -> Iterator[tuple[int, int, tuple[Any, ...]]]:
    """At each place the longest phrase that begins there, with its ids."""
    for at, form in enumerate(forms):
        lengths, known = phrases.get(form, ((), {}))
        for length in lengths:
            ids = known.get(tuple(forms[at : at + length])) if at + length <= len(forms) else None
            if ids is not None:
                yield at, at + length, ids
                break


def forms_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the forms of its units."""
    return tuple(u.form for u in units(normalise(phrase).text))

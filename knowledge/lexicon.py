"""The names and words that the base knows, and finding them in a question: exactly, by sound, or misspelt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from knowledge.schema import FactBase
from knowledge.text import Unit, normalise, syllables, units

BY_SOUND = 0.75  # how much a name found only by its sound counts
BY_SPELLING = 0.75  # likewise by edit distance
MIN_SPELLING = 78.0  # Indel similarity (rapidfuzz `ratio`, 0..100) from which a Latin word may be a known one misspelt
MIN_MISSPELT = 5  # letters; shorter words have too many neighbours
LOOKS_LIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "s": "5", "b": "8", "z": "2"})
SHORT_PINYIN = 6  # letters; up to here an English word beside pinyin may be pinyin ("can", "women")
# Sounds that typists and dialects confuse (n/l, sh/s, -ng/-n …), folded before sounds are compared.
CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in a question: `key` is "e:<entity>" or "c:<concept>", at units first:last, `weight` 0..1."""

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

    def __init__(self, data: Mapping[str, Any], pinyin: Mapping[str, str]) -> None:
        self._phrases: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]] = data["phrases"]
        self._sounds: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[str, ...]]]] = data["sounds"]
        self._latin: Sequence[str] = data["latin"]
        self._known_latin = frozenset(self._latin)
        self._english: frozenset[str] = frozenset(data["english"])
        self._syllables: frozenset[str] = frozenset(data["syllables"])
        self._models: frozenset[str] = frozenset(w for w in self._latin if any(c.isdigit() for c in w))
        self.pinyin = pinyin

    @staticmethod
    def build(base: FactBase, pinyin: Mapping[str, str], english: Iterable[str]) -> dict[str, Any]:
        """The plain data of a lexicon: every name, alias and thesaurus word of the base. `english`: stems in its texts."""
        keys: dict[tuple[str, ...], set[str]] = {}
        for entity in base.entities:
            names = [entity.names.zh, entity.names.en, *entity.aliases]
            for name in filter(None, names):
                keys.setdefault(forms_of(name), set()).add(f"e:{entity.id}")
        for concept in base.concepts:
            for word in (*concept.zh, *concept.en):
                keys.setdefault(forms_of(word), set()).add(f"c:{concept.id}")
        keys.pop((), None)
        phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        sounds: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
        latin = set(english)
        for forms, ids in sorted(keys.items(), key=lambda kv: (-len(kv[0]), kv[0])):
            phrases.setdefault(forms[0], []).append((forms, tuple(sorted(ids))))
            spoken = tuple(sound(pinyin[f]) for f in forms if f in pinyin)
            if len(spoken) == len(forms) and len(forms) > 1:
                sounds.setdefault(spoken[0], []).append((spoken, tuple(sorted(ids))))
            latin.update(f for f in forms if f not in pinyin)
        return {
            "phrases": phrases,
            "sounds": sounds,
            "latin": sorted(latin),
            "english": sorted(set(english)),
            "syllables": sorted(set(pinyin.values())),
        }

    def corrected(self, found: Sequence[Unit]) -> list[Unit]:
        """The units with Latin words that nobody knows replaced by the known one they misspell, if one is near."""
        return [self._corrected(u) for u in found]

    def _corrected(self, unit: Unit) -> Unit:
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
        near = process.extractOne(form, self._latin, scorer=fuzz.ratio, score_cutoff=MIN_SPELLING)
        return Unit(near[0], unit.start, unit.end, han=False) if near and near[0][0] == form[0] else unit

    def spoken(self, found: Sequence[Unit]) -> list[Unit]:
        """The units with words typed in pinyin cut into syllables (`han` False, one unit a syllable).

        A Latin word counts as pinyin when it is no known English word or name and can be cut whole; the shortest
        ones only beside another such word.
        """
        cuts: list[list[str] | None] = []
        for unit in found:
            unsure = unit.han or not unit.form.isalpha()
            cuts.append(None if unsure else syllables(unit.form, self._syllables))
        sure = [c is not None and u.form not in self._known_latin for u, c in zip(found, cuts, strict=True)]
        total = sum(sure)
        english = sum(u.form in self._english for u, s in zip(found, sure, strict=True) if not s and not u.han)
        out: list[Unit] = []
        for index, (unit, cut) in enumerate(zip(found, cuts, strict=True)):
            likely = total >= english and (sure[index] or (total > english and len(unit.form) <= SHORT_PINYIN))
            if cut is None or not likely or (total < 2 and len(cut) < 2):  # noqa: PLR2004 - one syllable alone is no pinyin
                out.append(unit)
            else:
                out.extend(Unit(f"~{syllable}", unit.start, unit.end, han=False) for syllable in cut)
        return out

    def sounds_of(self, found: Sequence[Unit]) -> list[str]:
        """One sound a unit: the folded syllable of a character or of typed pinyin, the form of anything else."""
        return [
            sound(u.form[1:]) if u.form.startswith("~") else sound(self.pinyin[u.form]) if u.form in self.pinyin else u.form
            for u in found
        ]

    def find(self, found: Sequence[Unit], sounds: Sequence[str]) -> list[Mention]:
        """Every name and word that is known, longest first at each place; by sound where no character matches."""
        forms = [u.form for u in found]
        mentions: list[Mention] = []
        covered = [False] * len(forms)
        reach = 0
        for at, form in enumerate(forms):
            for phrase, ids in self._phrases.get(form, ()):
                if tuple(forms[at : at + len(phrase)]) == phrase:
                    if at + len(phrase) > reach:
                        mentions.extend(Mention(i, at, at + len(phrase), 1.0) for i in ids)
                        reach = at + len(phrase)
                        covered[at:reach] = [True] * (reach - at)
                    break
        for at, spoken in enumerate(sounds):
            for phrase, ids in self._sounds.get(spoken, ()):
                end = at + len(phrase)
                if tuple(sounds[at:end]) == phrase and not any(covered[at:end]):
                    if any(f.startswith("~") for f in forms[at:end]) or len(phrase) > 1:
                        mentions.extend(Mention(i, at, end, BY_SOUND) for i in ids)
                        covered[at:end] = [True] * (end - at)
                    break
        return mentions


def forms_of(phrase: str) -> tuple[str, ...]:
    """A phrase as the forms of its units."""
    return tuple(u.form for u in units(normalise(phrase).text))

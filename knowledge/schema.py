"""The models of a knowledge folder: Source, Quote, Entity, Topic, Fact, Caveat, Silence, FactBase.

Values are frozen and equal by content. Offsets count Unicode code points of a source's stored text
(W3C Web Annotation model, text quote and text position selectors: https://www.w3.org/TR/annotation-model/#selectors).
"""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

FORMAT_VERSION = 1
MAX_QUOTED = 120  # code points that the quotes of one fact may hold together
AFFIX = 16  # code points kept before and after a quote, to find it again

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
SourceId = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Model(BaseModel):
    """A frozen value that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(Model):
    """The same words in Chinese and English; one of the two may be missing."""

    zh: Words | None = None
    en: Words | None = None

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if self.zh is None and self.en is None:
            raise ValueError("needs zh, en or both")
        return self

    def get(self, lang: str) -> str:
        """The words in `lang` ("zh" or "en"), else those in the other language."""
        first, other = (self.en, self.zh) if lang == "en" else (self.zh, self.en)
        return first or other or ""


class Questions(Model):
    """Ways in which people ask for a fact."""

    zh: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()


class Source(Model):
    """An article, as stored in `sources/<id>.txt` of its folder; `sha256` is that of the file's bytes.

    `dated` says in words when it was written, where `published` is not known.
    """

    id: SourceId
    title: str
    title_en: str | None = None
    publisher: str | None = None
    published: str | None = None
    dated: Bilingual | None = None
    url: str | None = None
    language: str = "zh"
    sha256: Sha256


class Quote(Model):
    """A run of a source's stored text: `text[start:end] == exact`, always."""

    source: SourceId
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""

    def holds_in(self, text: str) -> bool:
        """True where the stored text has exactly these characters at exactly this place."""
        return self.end - self.start == len(self.exact) and text[self.start : self.end] == self.exact


class CaveatKind(StrEnum):
    """What is wrong with the wording that a fact rests on."""

    YEAR = "year"
    AMOUNT = "amount"
    MODEL = "model"
    NAME = "name"
    REVERSED = "reversed"
    IDIOM = "idiom"
    GARBLED = "garbled"
    CONFLICT = "conflict"


class Caveat(Model):
    """What to distrust in a fact. `basis` says on what evidence: the text's own words, or common knowledge."""

    kind: CaveatKind
    note: Bilingual
    basis: Literal["text", "knowledge"] = "text"
    likely: Bilingual | None = None
    see: tuple[Slug, ...] = ()


class Figure(Model):
    """A number that a fact states: `value` as a plain numeral, its unit, and what it counts."""

    value: str
    unit: str = ""
    of: str


class When(Model):
    """The time a fact gives: `text` as it stands in the article, `date` YYYY[-MM[-DD]] where it can be read."""

    text: Words
    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")] | None = None


class FactKind(StrEnum):
    """What kind of claim a fact makes."""

    EVENT = "event"
    STATE = "state"
    FIGURE = "figure"
    REASON = "reason"
    COMPARISON = "comparison"
    FORECAST = "forecast"
    OPINION = "opinion"
    DEFINITION = "definition"


class Fact(Model):
    """One claim of an article, with the passage that proves it. The statement says no more than the quotes do."""

    id: Slug
    kind: FactKind
    statement: Bilingual
    topics: tuple[Slug, ...] = Field(min_length=1)
    about: tuple[Slug, ...] = ()
    said_by: Slug
    attribute: Slug | None = None
    when: When | None = None
    figures: tuple[Figure, ...] = ()
    asks: Questions = Questions()
    quotes: tuple[Quote, ...] = Field(min_length=1)
    caveats: tuple[Caveat, ...] = ()


class EntityKind(StrEnum):
    """What kind of thing an entity is. A role is an anonymous speaker ("an employee"), kept as the article words it."""

    PERSON = "person"
    ROLE = "role"
    COMPANY = "company"
    TEAM = "team"
    PRODUCT = "product"
    TECHNOLOGY = "technology"
    PLACE = "place"
    POLICY = "policy"
    EVENT = "event"
    PUBLISHER = "publisher"


class Entity(Model):
    """Something facts are about, or somebody who says them, under every name that people use."""

    id: Slug
    kind: EntityKind
    names: Bilingual
    aliases: tuple[Words, ...] = ()
    note: Bilingual | None = None


class Topic(Model):
    """A node of the topic tree; `parent` is another topic's id."""

    id: Slug
    names: Bilingual
    parent: Slug | None = None


class Concept(Model):
    """Words that mean the same in questions about this field, in both languages (a row of the thesaurus)."""

    id: Slug
    zh: tuple[Words, ...] = ()
    en: tuple[Words, ...] = ()


class SilenceKind(StrEnum):
    """Why a question has no answer here: the article leaves it out, says otherwise, or it is about something else."""

    UNSAID = "unsaid"
    CONTRADICTED = "contradicted"
    ELSEWHERE = "elsewhere"


class Silence(Model):
    """A question that people ask and the article does not answer; `see`: the nearest or contradicting facts."""

    id: Slug
    kind: SilenceKind
    asks: Questions
    see: tuple[Slug, ...] = ()


class FactSet(Model):
    """A question that several facts answer together, and these facts, the most direct one first."""

    id: Slug
    kind: Literal["list", "compare", "about"]
    asks: Questions
    facts: tuple[Slug, ...] = Field(min_length=2)


class Skip(Model):
    """A run of a source that no fact quotes, and why."""

    source: SourceId
    start: int = Field(ge=0)
    end: int = Field(gt=0)
    exact: str = Field(min_length=1)
    reason: Literal["noise", "transition"]
    note: str


class FactBase(Model):
    """Everything a knowledge folder holds, and the stored texts by source id."""

    sources: tuple[Source, ...]
    texts: dict[str, str]
    entities: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    attributes: tuple[Topic, ...] = ()
    concepts: tuple[Concept, ...] = ()
    silences: tuple[Silence, ...] = ()
    sets: tuple[FactSet, ...] = ()
    skipped: tuple[Skip, ...] = ()
    facts: tuple[Fact, ...] = ()

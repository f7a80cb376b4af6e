"""What a view looks up in the base while it shows a fact. A sound base holds everything that its facts name."""

from typing import Protocol

from knowledge.schema import Entity, Fact, Source


class Library(Protocol):
    """The lookups that `knowledge.engine.Engine` offers by id."""

    def fact(self, fact_id: str, /) -> Fact:
        """The fact with this id."""

    def source(self, source_id: str, /) -> Source:
        """The article with this id."""

    def entity(self, entity_id: str, /) -> Entity:
        """The person, company or thing with this id."""

"""What a view looks up in the base while it shows a fact."""

from typing import Protocol

from knowledge.schema import Entity, Fact, Source


class Library(Protocol):
    """The lookups that `knowledge.engine.Engine` offers by id."""

    def fact(self, fact_id: str, /) -> Fact | None:
        """The fact with this id."""

    def source(self, source_id: str, /) -> Source | None:
        """The article with this id."""

    def entity(self, entity_id: str, /) -> Entity | None:
        """The person, company or thing with this id."""

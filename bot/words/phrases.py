"""The list of phrases that each language has to fill."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's phrases. Braces are filled in by the views; nothing a user wrote ever is."""

    lang: str
    # an answer
    understood: str
    quotation: str
    quotation_in: Mapping[str, str]  # by the source's language
    writes: str  # the publisher itself says it
    says: str  # a person or a role in the article says it
    title: str
    published: str
    written: str
    undated: str
    other_language: str
    others: str
    complete: str
    more: str
    second: str
    nearest: str
    suggestions: str
    # caveats
    caveat: str
    caveat_kinds: Mapping[str, str]
    likely: str
    basis: Mapping[str, str]
    see: str
    # an answer that is none
    related: str
    contradicted: str
    nothing: str
    nothing_newer: str
    nothing_newer_dated: str
    # around answers
    help_title: str
    help_how: tuple[str, ...]
    help_knows: str
    help_examples: str
    help_honest: str
    welcome: str
    empty: str
    too_long: str
    failed: str
    thread_unreadable: str
    # punctuation that differs
    joint: str
    open_quote: str
    close_quote: str

"""Completing a question from its thread: pronouns, ellipsis, a return to an earlier topic, a change of topic."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from knowledge.asking import STOP_CHARS
from knowledge.feature import CHANNELS, Features
from knowledge.lexicon import STOP_STEMS
from knowledge.schema import EntityKind
from knowledge.text import normalise


class Tie(StrEnum):
    """How a question hangs on what was said before."""

    NONE = "none"
    SHIFT = "shift"  # says that it changes the topic
    BACK = "back"  # says that it returns to an earlier one
    ELLIPSIS = "ellipsis"  # leaves out all but what differs ("高通呢?")
    PRONOUN = "pronoun"  # points back ("他", "it", "那张卡")
    FOLLOW = "follow"  # reads on ("那…", "and …"), or is too short to stand alone


SHIFT = re.compile(
    r"换(?:个|一个)?(?:话题|问题|方向)|换个 ?(?:topic|问)|(?:再)?问(?:个|点)?(?:别的|其他|另外)|另外问|另一个问题|说点别的|^对了|顺便问|"
    r"\b(?:different (?:question|topic)|unrelated|another (?:question|topic)|new (?:question|topic)|change (?:of )?(?:topic|subject)|"
    r"switching (?:topics|gears)|something else|separately|by the way|btw|on another note)\b",
    re.IGNORECASE,
)
BACK = re.compile(
    r"(?:再|重新|又)?(?:说|回|聊|绕|讲|扯|转)回(?:到|来)?|回到|回头(?:说|看|再)|(?:最|一)开始(?:说|问|提|讲)?|最初(?:说|问|提)|刚(?:才|刚)(?:说|问|提|讲|那)?|"
    r"之前(?:说|问|提|讲)|前面(?:说|问|提|讲)|上面(?:说|问|提)|开头(?:说|问|提)|"
    r"\b(?:back to|going back|return(?:ing)? to|earlier you|you mentioned|as for the first|the first (?:one|thing|topic)|at the start|before that)\b",
    re.IGNORECASE,
)
FIRST = re.compile(r"(?:最|一)开始|最初|开头|\b(?:the first (?:one|thing|topic)|at the start|originally)\b")
ELLIPSIS = re.compile(
    r"呢[?？!。 ]*$|^ *(?:那|and|what about|how about|or|but)\b.{0,40}[?？]? *$|又如何[?？ ]*$|^那?.{1,8}也(?:是|一样|这样|有|会)?[吗么嘛]?[?？ ]*$"
)
PRONOUN = re.compile(
    r"(?<![其吉])[他她它](?!国|乡|日|山)|那(?:个|位|张|款|家|块|些|次|回|件|波|人|卡|芯片|公司|团队|项目|时|边|里|年)|这(?:个|位|张|款|家|块|些|次|回|件|波|人|卡|芯片|公司|团队|项目|事|样|么)|"
    r"该(?:公司|卡|产品|项目|团队|芯片)|其(?!他|实|它|中)|当时|前者|后者|"
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|that|those|these|this|there|then|the (?:card|chip|company|team|guy|product|same|former|latter))\b"
)
FOLLOW = re.compile(
    r"^ *(?:那|所以|然后|不过|但是?|又|还|而且|结果|and|so|but|then|also|ok|okay|which of)\b|^ *(?:那|所以|然后|不过|但|又|还|而且|结果|怎么(?:会|要|就)?这么|为(?:啥|什么)(?:这么|会)?[?？]?$)"
)
MALE = re.compile(r"(?<![其吉])[他她](?!们)|\b(?:he|she|him|his|hers|her)\b")
THING = re.compile(r"(?<!其)它|那(?:张|款|块)|这(?:张|款|块)|\b(?:it|its)\b")
SHORT = 5.0  # idf mass (about one telling word) below which a question can hardly stand alone

# How much of the earlier question is carried over: its names, and its other words.
CARRY: Mapping[Tie, tuple[float, float]] = {
    Tie.NONE: (0.0, 0.0),
    Tie.SHIFT: (0.0, 0.0),
    Tie.BACK: (0.7, 0.35),
    Tie.ELLIPSIS: (0.6, 0.6),
    Tie.PRONOUN: (0.4, 0.35),
    Tie.FOLLOW: (0.3, 0.2),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier turn: its question's features as completed, its words, and the documents that answered it best."""

    features: Features
    text: str
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Completed:
    """A question with what its thread adds: merged features, the turn it hangs on, and the words to show for it."""

    features: Features
    tie: Tie
    turn: Turn | None
    understood: str | None


def without_ties(text: str) -> str:
    """The text without the words that announce a change of topic or a return, each character in its place."""
    for pattern in (SHIFT, BACK):
        text = pattern.sub(lambda m: " " * len(m.group()), text)
    return text


def tie_of(text: str, own_weight: float, names: int, *, bare: bool = False) -> Tie:
    """How a normalised question hangs on its thread.

    `own_weight`: idf mass of its own telling words; `names`: how many it has; `bare`: it says nothing else.
    """
    if BACK.search(text):
        return Tie.BACK
    if SHIFT.search(text):
        return Tie.SHIFT
    if ELLIPSIS.search(text) and own_weight < 5 * SHORT:
        return Tie.ELLIPSIS
    if PRONOUN.search(text):
        return Tie.PRONOUN
    if bare:
        return Tie.ELLIPSIS
    if FOLLOW.search(text):
        return Tie.FOLLOW
    if own_weight < SHORT or (not names and own_weight < 3 * SHORT):
        return Tie.FOLLOW
    return Tie.NONE


def complete(
    question: Features,
    raw: str,
    earlier: Sequence[Turn],
    kinds: Mapping[str, EntityKind],
    names: Mapping[str, str],
    own_weight: float,
) -> Completed:
    """The question with its thread. `kinds` and `names`: of entities by id, in the language of the question."""
    alone = Completed(question, Tie.NONE, None, None)
    if not earlier:
        return alone
    tie = tie_of(normalise(raw).text, own_weight, len(question.entities), bare=_only_names(question))
    if tie in {Tie.NONE, Tie.SHIFT}:
        return replace(alone, tie=tie)
    turn = _turn_meant(question, tie, earlier)
    own_kinds = {kinds[e] for e in question.entities if e in kinds}
    replaced = {e for e in turn.features.entities if kinds.get(e) in own_kinds} if tie is not Tie.PRONOUN else set()
    by_name, by_word = CARRY[tie]
    merged = {}
    for channel in CHANNELS:
        own = dict(getattr(question, channel))
        for feature, weight in getattr(turn.features, channel).items():
            if feature[:2] == "e:" and feature[2:] in replaced:
                continue
            share = by_name if feature.startswith("e:") else by_word
            if channel != "sem" and replaced:
                share *= 0.5
            if share * weight > 0.05:
                own[feature] = max(own.get(feature, 0.0), share * weight)
        merged[channel] = own
    asked = question.kinds
    if tie is Tie.ELLIPSIS and asked <= {"what", "yesno"}:
        asked = turn.features.kinds
    features = replace(question, sem=merged["sem"], chr=merged["chr"], pin=merged["pin"], kinds=asked)
    return Completed(features, tie, turn, _words(question, raw, turn, tie, kinds, names))


def _only_names(question: Features) -> bool:
    """True where a question says nothing but whom or what it is about ("Qualcomm too?")."""
    named = {at for m in question.mentions if m.key.startswith("e:") for at in range(m.first, m.last)}
    rest = (u for at, u in enumerate(question.units) if at not in named)
    return bool(named) and all(u.form in STOP_CHARS or u.form in STOP_STEMS for u in rest)


def _turn_meant(question: Features, tie: Tie, earlier: Sequence[Turn]) -> Turn:
    """The turn just before, or, on a return, the earlier one that shares most with the question."""
    if tie is not Tie.BACK or len(earlier) == 1:
        return earlier[-1]
    if FIRST.search(question.text):
        return earlier[0]

    def shared(turn: Turn) -> float:
        sem = sum(4.0 for f in question.sem if f in turn.features.sem)
        return sem + sum(w for f, w in question.chr.items() if f in turn.features.chr)

    # The turn just before needs no "back to"; it is meant only where nothing earlier shares a word.
    candidates = list(earlier[:-1])
    best = max(candidates, key=shared)
    return best if shared(best) or not shared(earlier[-1]) else earlier[-1]


def _words(
    question: Features, raw: str, turn: Turn, tie: Tie, kinds: Mapping[str, EntityKind], names: Mapping[str, str]
) -> str:
    """The completed question in words: the pronoun's name put in, or the earlier question set before it."""
    people = [e for e in turn.features.entities if kinds.get(e) is EntityKind.PERSON]
    things = [e for e in turn.features.entities if kinds.get(e) in {EntityKind.PRODUCT, EntityKind.TECHNOLOGY}]
    pattern, candidates = (MALE, people) if MALE.search(question.text) else (THING, things)
    if tie is Tie.PRONOUN and len(candidates) == 1 and (found := pattern.search(raw)):
        name = names[candidates[0]]
        spaced = f" {name} " if name.isascii() else name
        return " ".join((raw[: found.start()] + spaced + raw[found.end() :]).split())
    return f"{turn.text.strip(' ?？。')} → {raw.strip()}"

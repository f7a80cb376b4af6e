"""What a thread holds for the bot."""

import pytest

from bot.conversation import Said, already_answered, earlier_questions, has_words, wordless_question

US = Said("an answer", by_us=True, by_bot=True, event_id="Ev1")
CHAT = Said("just talking")
ASK = Said("first?", to_us=True)
AGAIN = Said("second?", to_us=True)
POKE = Said("", to_us=True)
ROBOT = Said("beep?", to_us=True, by_bot=True)
NEWS = Said("news", by_bot=True)


@pytest.mark.parametrize(
    ("said", "questions"),
    [
        ([], ()),
        ([CHAT, US], ()),
        ([ASK, US, CHAT, AGAIN, US], ("first?", "second?")),
        ([ASK, ROBOT, US], ("first?",)),
        ([CHAT, POKE, US], ("just talking",)),
        ([POKE, US], ()),
        ([CHAT, US, POKE], ("just talking",)),
    ],
)
def test_earlier_questions_are_what_people_asked_the_bot(said: list[Said], questions: tuple[str, ...]) -> None:
    assert earlier_questions(said) == questions


def test_only_the_latest_earlier_questions_are_kept() -> None:
    said = [Said(str(number), to_us=True) for number in range(30)]
    assert earlier_questions(said) == tuple(str(number) for number in range(20, 30))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ([], ("", ())),
        ([CHAT], ("just talking", ())),
        ([NEWS], ("news", ())),
        ([CHAT, Said("then this")], ("then this", ())),
        ([CHAT, US], ("just talking", ())),
        ([CHAT, ASK, US], ("just talking", ())),
        ([ASK, US, CHAT], ("just talking", ("first?",))),
        ([US], ("", ())),
        ([POKE], ("", ())),
        ([CHAT, POKE], ("just talking", ())),
    ],
)
def test_a_mention_without_words_means_the_message_before_it_else_the_root(
    said: list[Said], meant: tuple[str, tuple[str, ...]]
) -> None:
    assert wordless_question(said) == meant


def test_only_our_own_reply_to_this_event_counts_as_an_answer() -> None:
    assert already_answered([CHAT, US], "Ev1") is True
    assert already_answered([CHAT, US], "Ev2") is False
    assert already_answered([Said("x", event_id="Ev1")], "Ev1") is False


@pytest.mark.parametrize(
    ("text", "words"), [("a", True), ("7", True), ("黄", True), ("?\uff1f…👆", False), ("", False)]
)
def test_signs_are_no_words(text: str, words: bool) -> None:
    assert has_words(text) is words

"""Where a set is asked for, its facts come first and are counted; where one fact is asked for, one is."""

import pytest

from knowledge import evaluate
from knowledge.answer import Answer, Question, Status
from knowledge.collection import wants_set, without_cues
from knowledge.engine import Engine


def members(answer: Answer) -> set[str]:
    return set(evaluate.members(answer))


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("李雷都说了什么?", {"two-hundred-sold", "next-generation-2025"}),
        ("what did Li Lei say, list everything", {"two-hundred-sold", "next-generation-2025"}),
        ("关于K7都讲了什么", {"k7-price", "k7-half-of-p9"}),
    ],
)
def test_all_that_somebody_says_or_is_told_of_something_is_a_set(
    small: Engine, question: str, wanted: set[str]
) -> None:
    answer = small.answer(Question(question))
    assert members(answer) == wanted
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize("question", ["把李雷在报道里前前后后发表的看法一条条列出来", "李雷一共发表了哪些言论?"])
def test_all_of_a_speaker_is_answered_however_far_the_words_are(small: Engine, question: str) -> None:
    answer = small.answer(Question(question))
    assert members(answer) == {"two-hundred-sold", "next-generation-2025"}
    assert answer.status is Status.ANSWERED


@pytest.mark.parametrize(
    "question", ["海星都在哪些地方有房产?", "海星在哪几处有房子,列一下", "list all the places with Starfish premises"]
)
def test_a_list_that_an_editor_wrote_down_is_given_whole(small: Engine, question: str) -> None:
    assert members(small.answer(Question(question))) == {"headquarters-in-qingdao", "warehouse-in-yantai"}


@pytest.mark.parametrize("question", ["周一鸣的话让大家都怎么想,为什么?", "why did they say all that?"])
def test_a_question_for_a_reason_wants_one_fact(small: Engine, question: str) -> None:
    assert not wants_set(small.reader.read(question))


def test_a_list_as_its_editor_worded_it_is_answered(shipped: Engine) -> None:
    answer = shipped.answer(Question("which cards got banned"), 10)
    assert answer.status is Status.ANSWERED
    assert answer.complete > 2


@pytest.mark.parametrize("question", ["K7要花多少钱?", "how much is a K7?", "猫叫什么名字", "明天天气怎么样"])
def test_a_question_for_one_fact_is_answered_with_one(small: Engine, question: str) -> None:
    assert small.answer(Question(question)).complete == 1


@pytest.mark.parametrize(
    "question", ["李雷都说了什么?", "列出所有产品", "K7和P9有什么区别", "list everything", "?", "都"]
)
def test_a_set_is_found_whole_where_there_is_room_and_cut_to_what_was_asked_for(small: Engine, question: str) -> None:
    whole = small.answer(Question(question), 10)
    assert 1 <= whole.complete <= max(1, len(whole.found))
    for top in (1, 2, 10):
        answer = small.answer(Question(question), top)
        assert len(answer.found) <= top
        assert answer.complete == whole.complete
        scores = [f.score for f in answer.found]
        assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("question", "wants"),
    [
        ("列出提到的公司", True),
        ("K7和P9有什么区别", True),
        ("李雷都说了什么", True),
        ("everything about the K7", True),
        ("K7要花多少钱", False),
        ("name the cat's colour", True),
        ("how long does the cat sleep", False),
    ],
)
def test_the_words_of_a_question_tell_whether_a_set_is_wanted(small: Engine, question: str, wants: bool) -> None:
    assert wants_set(small.reader.read(question)) is wants


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("李雷都说了什么", "李雷"),
        ("给我介绍一下散热的情况", "散热"),
        ("tell me about cooling", "cooling"),
        ("k7 价格", "k7 价格"),
    ],
)
def test_words_that_only_ask_for_a_set_are_taken_out(text: str, left: str) -> None:
    assert " ".join(without_cues(text).split()) == left


@pytest.mark.parametrize(
    ("question", "said_by"),
    [("周一鸣都说过些什么?", "zhou-yiming"), ("list everything that Zhou Yiming said", "zhou-yiming")],
)
def test_what_a_person_of_the_article_says_is_all_by_that_person(shipped: Engine, question: str, said_by: str) -> None:
    wanted = [f.id for f in shipped.base.facts if f.said_by == said_by]
    assert len(wanted) > 1
    answer = shipped.answer(Question(question), len(wanted))
    assert members(answer) == set(wanted)


@pytest.mark.parametrize("top", [1, 3, 10])
def test_a_set_never_holds_more_than_was_asked_for_and_says_how_many_there_are(shipped: Engine, top: int) -> None:
    answer = shipped.answer(Question("自动驾驶这块,文章都说了什么?"), top)
    assert len(answer.found) == top
    assert answer.complete > 10

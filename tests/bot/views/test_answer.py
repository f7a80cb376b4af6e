"""Answers as messages, word for word."""

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.answer import build_answer
from bot.views.payload import fits
from knowledge.answer import Answer, Notice, Status
from knowledge.schema import Bilingual, Caveat, CaveatKind, Fact, FactKind, Quote
from tests.bot.sample import BASE, DANCE, DELIVERY, NOTHING, SURPRISE, Shelf, answered, found, source
from tests.bot.views.read import shown

BY_36KR = "[plain_text] 36氪在文中写道 · 《年会 & <秧歌>》 · 写于约 2024 年 2 月"


def test_one_fact_in_chinese() -> None:
    payload = build_answer(answered(DANCE), Shelf())
    assert shown(payload) == ["**黄仁勋跳了东北秧歌。**", "原文(逐字引用):", "| 老黄跳起了东北秧歌", BY_36KR]
    assert payload["text"] == (
        "黄仁勋跳了东北秧歌。\n原文(逐字引用): 老黄跳起了东北秧歌\n"
        "36氪在文中写道 · 《年会 &amp; &lt;秧歌&gt;》 · 写于约 2024 年 2 月"
    )


def test_one_fact_in_english_keeps_the_quotation_in_the_original() -> None:
    payload = build_answer(answered(DANCE, lang="en"), Shelf())
    assert shown(payload) == [
        "**Jensen Huang danced a yangge.**",
        "Original wording, verbatim (in Chinese):",
        "| 老黄跳起了东北秧歌",
        "[plain_text] 36Kr writes · “The party” · written about February 2024",
    ]


def test_a_missing_language_falls_back_and_says_so() -> None:
    payload = build_answer(answered(SURPRISE, lang="en"), Shelf())
    assert shown(payload)[0] == "**没人想到他会来。 (no English wording yet, shown in Chinese)**"


def test_caveats_and_all_quotes_stand_with_the_fact() -> None:
    payload = build_answer(answered(DELIVERY, lang="en"), Shelf())
    assert shown(payload) == [
        "**The H20 arrives in the second half of the year at the earliest.**",
        "Original wording, verbatim (in Chinese):",
        "| H20最早下半年到货",
        "| 价格未定",
        "⚠️ Doubtful (year): The year looks wrong.\nThe original most likely said: 2024\n"
        "Basis: common knowledge, not the article\nSee: Jensen Huang danced a yangge.\n“老黄跳起了东北秧歌”",
        "[plain_text] 36Kr writes · “The party” · written about February 2024",
    ]


def test_candidates_come_with_their_own_words_of_the_article() -> None:
    payload = build_answer(answered(DANCE, DELIVERY), Shelf())
    assert shown(payload)[4:] == [
        "其他可能相关的事实:",
        "- H20 最早下半年到货。\n“H20最早下半年到货 … 价格未定”",
    ]


def test_candidates_far_behind_the_first_are_not_shown() -> None:
    far = Answer(Status.ANSWERED, 0.9, (found(DANCE, 0.9), found(DELIVERY, 0.44)), "zh")
    assert shown(build_answer(far, Shelf()))[-1] == BY_36KR


def test_a_fact_that_a_caveat_points_to_is_not_told_twice() -> None:
    payload = build_answer(answered(DELIVERY, DANCE, SURPRISE), Shelf())
    assert [line for line in shown(payload) if line.startswith("- ")] == [
        "- 没人想到他会来。\n““大老板” *没想到* <!channel> & `他`会来”"
    ]


def test_a_set_answer_lists_all_of_its_facts() -> None:
    payload = build_answer(answered(DANCE, SURPRISE, complete=2), Shelf())
    assert shown(payload) == [
        "文章中说到这一点的有 2 处:",
        "**黄仁勋跳了东北秧歌。**",
        "原文(逐字引用):",
        "| 老黄跳起了东北秧歌",
        BY_36KR,
        "**没人想到他会来。**",
        "原文(逐字引用):",
        "| “大老板” *没想到* <!channel> & `他`会来",
        "[plain_text] 一位员工所说 · 《年会 & <秧歌>》 · 写于约 2024 年 2 月",
    ]
    assert "<!channel>" not in payload["text"]


def test_facts_of_a_set_that_are_not_there_are_counted() -> None:
    payload = build_answer(answered(DANCE, complete=3), Shelf())
    assert shown(payload)[-1] == "[plain_text] 另有 2 条没有列出。"


def test_what_the_thread_made_of_the_question_is_shown_as_text() -> None:
    payload = build_answer(answered(DANCE, understood="<!here> *老黄* 跳了什么舞"), Shelf())
    assert payload["blocks"][0] == {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [{"type": "text", "text": "按上文理解为:<!here> *老黄* 跳了什么舞"}],
            }
        ],
    }
    assert "here" not in payload["text"]


@pytest.mark.parametrize(
    ("lang", "lead"),
    [
        ("zh", ["**文章没有说到这一点。**", "最接近的段落:"]),
        ("en", ["**The article does not say this.**", "The nearest passages:"]),
    ],
)
def test_related_says_first_that_the_article_does_not_say_it(lang: str, lead: list[str]) -> None:
    payload = build_answer(Answer(Status.RELATED, 0.3, (found(DANCE, 0.4), found(DELIVERY, 0.3)), lang), Shelf())
    assert shown(payload)[:2] == lead
    assert [line for line in shown(payload) if line.startswith("| ")] == [
        "| 老黄跳起了东北秧歌",
        "| H20最早下半年到货",
        "| 价格未定",
    ]
    assert payload["text"].splitlines()[0] == lead[0].strip("*")


def test_a_contradicted_question_is_told_so() -> None:
    answer = Answer(Status.RELATED, 0.3, (found(DANCE),), "en", notices=(Notice.CONTRADICTED,))
    assert shown(build_answer(answer, Shelf()))[0] == "**The article says otherwise than the question assumes.**"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", "文章没有说到这一点,也没有找到接近的段落。"),
        ("en", "The article does not say this, and nothing in it comes near."),
    ],
)
def test_none_shows_no_fact_even_where_the_engine_hands_some_over(lang: str, said: str) -> None:
    payload = build_answer(Answer(Status.NONE, 0.1, (found(DANCE),), lang), Shelf())
    assert shown(payload) == [f"**{said}**"]
    assert payload["text"] == said


def test_suggestions_follow_a_miss() -> None:
    answer = Answer(Status.NONE, 0.1, (), "en", suggestions=("What did Jensen dance?", "b?", "c?", "d?"))
    assert shown(build_answer(answer, Shelf()))[1:] == ["Did you mean:", "- What did Jensen dance?", "- b?", "- c?"]


@pytest.mark.parametrize(
    ("dated", "said"),
    [
        (source().dated, "[plain_text] 文章写于约 2024 年 2 月,此后的情况它没有说。"),
        (None, "[plain_text] 文章只说到它写作的时候,此后的情况它没有说。"),
    ],
)
def test_a_question_for_today_is_told_how_old_the_article_is(dated: Bilingual | None, said: str) -> None:
    shelf = Shelf(BASE.model_copy(update={"sources": (source(dated=dated),)}))
    assert shown(build_answer(answered(DANCE, notices=(Notice.NOTHING_NEWER,)), shelf))[-1] == said


def test_a_second_question_gets_its_own_answer() -> None:
    payload = build_answer(answered(DANCE, parts=(answered(DELIVERY, lang="en"),)), Shelf())
    assert shown(payload)[4:7] == [
        "---",
        "[plain_text] To the other question:",
        "**The H20 arrives in the second half of the year at the earliest.**",
    ]


def test_nothing_known_at_all() -> None:
    assert shown(build_answer(NOTHING, Shelf())) == ["**文章没有说到这一点,也没有找到接近的段落。**"]


LONG = st.text("长<&>*@ a\n", min_size=1, max_size=2_000).filter(str.strip)


@settings(max_examples=30, deadline=None)
@given(statement=LONG, note=LONG, count=st.integers(1, 12), parts=st.integers(0, 3), complete=st.integers(1, 12))
def test_every_answer_fits_into_a_message(statement: str, note: str, count: int, parts: int, complete: int) -> None:
    fact = Fact(
        id="long",
        kind=FactKind.EVENT,
        statement=Bilingual(en=statement),
        topics=("t",),
        said_by="36kr",
        quotes=tuple(Quote(source="party", start=i * 12, end=i * 12 + 12, exact="字" * 12) for i in range(10)),
        caveats=tuple(
            Caveat(kind=CaveatKind.YEAR, note=Bilingual(zh=note), likely=Bilingual(zh=note)) for _ in range(3)
        ),
    )
    one = answered(*[fact] * count, complete=complete, understood=statement, suggestions=(note,) * 5)
    whole = answered(*[fact] * count, complete=complete, parts=(one,) * parts, understood=statement)
    payload = build_answer(whole, Shelf())
    assert fits(payload)
    assert len(html.unescape(payload["text"])) <= 2_000
    assert "<" not in payload["text"]

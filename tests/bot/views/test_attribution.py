"""Who says it, where, and when."""

import pytest

from bot.views.attribution import attribution, build_attribution
from bot.words import EN, ZH, Words
from knowledge.schema import Fact, Source
from tests.bot.sample import BASE, DANCE, SURPRISE, Shelf, source


def shelf(article: Source) -> Shelf:
    return Shelf(BASE.model_copy(update={"sources": (article,)}))


@pytest.mark.parametrize(
    ("fact", "words", "line"),
    [
        (DANCE, ZH, "36氪在文中写道 · 《年会 & <秧歌>》 · 写于约 2024 年 2 月"),
        (DANCE, EN, "36Kr writes · “The party” · written about February 2024"),
        (SURPRISE, ZH, "一位员工所说 · 《年会 & <秧歌>》 · 写于约 2024 年 2 月"),
        (SURPRISE, EN, "Said by an employee · “The party” · written about February 2024"),
    ],
)
def test_the_publisher_writes_and_people_say(fact: Fact, words: Words, line: str) -> None:
    assert attribution(fact, Shelf(), words) == line


@pytest.mark.parametrize(
    ("article", "words", "line"),
    [
        (source(published="2024-02-18"), ZH, "36氪在文中写道 · 《年会 & <秧歌>》 · 发布于 2024-02-18"),
        (source(published="2024-02-18"), EN, "36Kr writes · “The party” · published 2024-02-18"),
        (source(dated=None), ZH, "36氪在文中写道 · 《年会 & <秧歌>》 · 日期不详"),
        (source(dated=None), EN, "36Kr writes · “The party” · date unknown"),
        (source(title_en=None), EN, "36Kr writes · “年会 & <秧歌>” · written about February 2024"),
    ],
)
def test_a_date_is_published_written_or_unknown(article: Source, words: Words, line: str) -> None:
    assert attribution(DANCE, shelf(article), words) == line


def test_without_an_address_the_line_is_plain_text() -> None:
    assert build_attribution(DANCE, Shelf(), EN) == {
        "type": "context",
        "elements": [
            {
                "type": "plain_text",
                "text": "36Kr writes · “The party” · written about February 2024",
                "emoji": False,
            }
        ],
    }


def test_an_address_links_the_title_and_nothing_in_the_title_is_markup() -> None:
    built = build_attribution(DANCE, shelf(source(url="https://36kr.com/p/1?a=1&b=2")), ZH)
    assert built["elements"] == [
        {
            "type": "mrkdwn",
            "text": "36氪在文中写道 · <https://36kr.com/p/1?a=1&amp;b=2|《年会 &amp; &lt;秧歌&gt;》>"
            " · 写于约 2024 年 2 月",
            "verbatim": True,
        }
    ]


def test_only_web_addresses_become_links() -> None:
    built = build_attribution(DANCE, shelf(source(url="javascript:alert(1)")), EN)
    assert built["elements"][0]["type"] == "plain_text"

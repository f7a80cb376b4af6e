"""The fallback in plain blocks says the same."""

from bot.views.answer import build_answer
from bot.views.payload import Payload
from bot.views.plain import build_plain
from bot.words import ZH
from tests.bot.sample import BASE, DANCE, DELIVERY, SURPRISE, Shelf, answered, source
from tests.bot.views.read import shown


def test_every_line_of_an_answer_is_in_its_plain_form() -> None:
    rich = build_answer(answered(DANCE, DELIVERY), Shelf())
    plain = build_plain(rich)
    assert plain["text"] == rich["text"]
    assert shown(plain) == [
        "[plain_text] 黄仁勋跳了东北秧歌。\n原文(逐字引用):\n\u2502 老黄跳起了东北秧歌",
        "[plain_text] 36氪在文中写道 · 《年会 & <秧歌>》 · 写于约 2024 年 2 月",
        "[plain_text] 其他可能相关的事实:\n\u2022 H20 最早下半年到货。\n“H20最早下半年到货 … 价格未定”",
    ]


def test_markup_of_the_source_stays_text() -> None:
    plain = build_plain(build_answer(answered(SURPRISE), Shelf()))
    assert "“大老板” *没想到* <!channel> & `他`会来" in shown(plain)[0]
    assert {block["text"]["type"] for block in plain["blocks"]} == {"plain_text"}


def test_a_link_becomes_its_words_and_a_divider_goes() -> None:
    shelf = Shelf(BASE.model_copy(update={"sources": (source(url="https://36kr.com/p/1"),)}))
    plain = build_plain(build_answer(answered(DANCE, parts=(answered(DANCE),)), shelf))
    assert shown(plain)[1:3] == [
        "[plain_text] 36氪在文中写道 · 《年会 & <秧歌>》 · 写于约 2024 年 2 月",
        f"[plain_text] {ZH.second}",
    ]


def test_a_long_block_is_cut_into_sections() -> None:
    long = {"type": "rich_text_section", "elements": [{"type": "text", "text": "长" * 7_000}]}
    plain = build_plain(Payload(text="", blocks=[{"type": "rich_text", "elements": [long]}]))
    assert [len(block["text"]["text"]) for block in plain["blocks"]] == [3_000, 3_000, 1_000]

"""Caveats in words."""

from bot.views.doubt import doubt
from bot.words import EN, ZH
from knowledge.schema import Bilingual, Caveat, CaveatKind
from tests.bot.sample import DELIVERY, Shelf


def test_a_caveat_says_kind_note_likely_basis_and_where_to_compare() -> None:
    assert doubt(DELIVERY.caveats[0], Shelf(), ZH) == (
        "⚠️ 存疑(年份):年份看来有误。\n原文很可能是:2024 年\n依据:公开常识,不是文章所说\n"
        "参见:黄仁勋跳了东北秧歌。\n“老黄跳起了东北秧歌”"
    )
    assert doubt(DELIVERY.caveats[0], Shelf(), EN) == (
        "⚠️ Doubtful (year): The year looks wrong.\nThe original most likely said: 2024\n"
        "Basis: common knowledge, not the article\nSee: Jensen Huang danced a yangge.\n“老黄跳起了东北秧歌”"
    )


def test_what_is_not_known_is_left_out() -> None:
    bare = Caveat(kind=CaveatKind.GARBLED, note=Bilingual(en="Garbled here."))
    assert doubt(bare, Shelf(), EN) == "⚠️ Doubtful (garbled text): Garbled here.\nBasis: the article's own context"
    assert doubt(bare, Shelf(), ZH) == "⚠️ 存疑(文字错乱):Garbled here.\n依据:文章自身的上下文"


def test_every_kind_has_words_in_both_languages() -> None:
    assert set(ZH.caveat_kinds) == set(EN.caveat_kinds) == {kind.value for kind in CaveatKind}

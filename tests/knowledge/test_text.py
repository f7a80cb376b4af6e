"""Normalised text keeps a way back; units, numerals, sentences and syllables are cut as people read them."""

import itertools
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from knowledge.text import (
    ZH_DIGITS,
    joined_models,
    normalise,
    number_of,
    sentences,
    simplify,
    stem,
    syllables,
    units,
    without_markup,
)

# Everything that people and programs may send, lone surrogates and control characters among it.
ANYTHING = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Mn", "So"]),
        st.sampled_from("英伟达網際網路獅子山記憶體H20h-２０ <>@|:;&lt?？。!\n\r\t\u3000\ufeff\u200b\U0001f980"),
    ),
    max_size=80,
)


@given(ANYTHING)
@example("獅子山 記憶體 網際網路")
@example("\ud800英\udfff")
@example("\u0130\ufb01\u33a1")
def test_every_normalised_character_knows_where_it_came_from(text: str) -> None:
    normal = normalise(text)
    assert len(normal.offsets) == len(normal.text)
    assert list(normal.offsets) == sorted(normal.offsets)
    assert all(0 <= at < len(text) for at in normal.offsets)


@given(st.text("abcxyz0189 英伟达显卡芯片中国的。"))
def test_plain_text_is_its_own_normal_form_apart_from_its_marks(text: str) -> None:
    normal = normalise(text)
    assert normal.text == text.replace("。", " ")
    assert normal.offsets == tuple(range(len(text)))


@given(ANYTHING)
def test_normal_text_holds_only_letters_digits_spaces_and_a_few_marks(text: str) -> None:
    odd = {c for c in normalise(text).text if unicodedata.category(c)[0] not in "LN" and c not in " %'.-_?&+/"}
    assert odd == set()


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("\uff28\uff12\uff10", "h20"),  # full-width letters and digits
        ("NVIDIA", "nvidia"),
        ("多少钱\uff1f", "多少钱?"),
        ("说\uff0c是", "说 是"),
        ("说,是", "说 是"),
        ("a\u3000b", "a b"),  # ideographic space
        ("a\u00a0b", "a b"),  # no-break space
        ("50\uff05", "50%"),
        ("\u2460", "1"),  # circled one
        ("\ufb01t", "fit"),  # ligature
        ("\ufeffH20", " h20"),
        ("\U0001f980卡", " 卡"),
        ("\ud83d卡", " 卡"),  # half of a surrogate pair
        ("裁員", "裁员"),
        ("視訊會議", "视频会议"),
        ("輝達", "英伟达"),
        ("晶片和軟體", "芯片和软件"),
    ],
)
def test_width_case_and_script_are_folded(text: str, normal: str) -> None:
    assert normalise(text).text == normal


def test_a_word_that_simplifying_lengthens_points_to_its_start() -> None:
    normal = normalise("找輝達 a")
    assert normal.text == "找英伟达 a"
    assert normal.offsets == (0, 0, 0, 0, 3, 4)


def test_words_of_equal_length_keep_their_places_beside_it() -> None:
    normal = normalise("視訊 輝達")
    assert normal.text == "视频 英伟达"
    assert normal.offsets == (0, 1, 2, 3, 3, 3)


def test_one_word_that_grows_and_one_that_shrinks_move_nothing_between_them() -> None:
    normal = normalise("尼日 卡 記憶體 卡")  # as long as its simplified form, yet not character by character
    assert normal.text == "尼日尔 卡 内存 卡"
    assert normal.offsets == (0, 0, 0, 2, 3, 4, 5, 5, 8, 9)


def test_simplifying_leaves_text_without_chinese_alone() -> None:
    assert simplify("Jensen's H20\ud800") == "Jensen's H20\ud800"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<@U012AB>你好", "你好"),
        ("<@U012AB|雷总>你好", "雷总 你好"),
        ("<#C1|general> 的", "general 的"),
        ("<!channel> H20", "H20"),
        ("看<https://a.example/x?y=1>吧", "看 吧"),
        ("看<https://a.example|这篇>吧", "看 这篇 吧"),
        ("<mailto:a@b.example|写信>", "写信"),
        (":tada: 好 :+1:", "好"),
        ("a &lt; b &gt; &amp; c", "a < b > & c"),
        ("3 < 5 > 2", "3 < 5 > 2"),
        ("比例 3:5:7", "比例 3:5:7"),
        ("&quot;", "&quot;"),  # Slack escapes three characters only
    ],
)
def test_slack_markup_is_blanked_in_place(text: str, plain: str) -> None:
    assert " ".join(without_markup(text).split()) == plain
    assert len(without_markup(text)) == len(text)


@given(ANYTHING)
def test_blanking_markup_keeps_every_other_character_in_its_place(text: str) -> None:
    plain = without_markup(text)
    assert len(plain) == len(text)
    if not set(text) & set("<:&"):
        assert plain == text


@pytest.mark.parametrize("text", ["h20", "h-20", "h 20", "h_20", "h\u00b720", "\uff28\uff12\uff10", "H\uff0d20"])
def test_a_product_name_is_one_unit_however_it_is_written(text: str) -> None:
    assert [u.form for u in units(normalise(text).text)][:1] == ["h20"]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("rtx 4090d x", "rtx4090d  x"),
        ("abcd 20", "abcd 20"),
        ("h 20000", "h 20000"),
        ("in 2020", "in2020 "),
        ("x2-h20", "x2-h20"),
    ],
)
def test_joining_product_names_keeps_the_length(text: str, joined: str) -> None:
    assert joined_models(text) == joined


@given(st.text("ah2x0 -_\u00b7国9"))
def test_joining_product_names_moves_no_chinese_character(text: str) -> None:
    joined = joined_models(text)
    assert len(joined) == len(text)
    assert [i for i, c in enumerate(joined) if c == "国"] == [i for i, c in enumerate(text) if c == "国"]


def test_units_are_characters_and_tokens_with_their_places() -> None:
    found = units("英伟达 sells 1.5 h20 cards 50%")
    assert [(u.form, u.start, u.end, u.han) for u in found] == [
        ("英", 0, 1, True),
        ("伟", 1, 2, True),
        ("达", 2, 3, True),
        ("sell", 4, 9, False),
        ("1.5", 10, 13, False),
        ("h20", 14, 17, False),
        ("card", 18, 23, False),
        ("50%", 24, 27, False),
    ]


@given(ANYTHING)
def test_units_stand_in_order_and_never_overlap(text: str) -> None:
    plain = normalise(text).text
    found = units(plain)
    assert all(0 <= u.start < u.end <= len(plain) for u in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    ("word", "root"),
    [("layoffs", "layoff"), ("buying", "buy"), ("huang's", "huang"), ("is", "is"), ("prices", "price")],
)
def test_english_words_are_stemmed(word: str, root: str) -> None:
    assert stem(word) == root


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0),
        ("四", 4),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二十一", 21),
        ("两百", 200),
        ("一百零五", 105),
        ("三千四百五十六", 3456),
        ("二零二四", 2024),
        ("百", 100),
        ("", None),
        ("人", None),
        ("四人", None),
        ("4", None),
        ("三万", None),
    ],
)
def test_chinese_numerals_have_a_value(numeral: str, value: int | None) -> None:
    assert number_of(numeral) == value


def written(number: int) -> str:
    """A number below ten thousand as Chinese writes it."""
    digits = {v: k for k, v in ZH_DIGITS.items() if k != "两"}
    out, pending = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            out += ("零" if pending and out else "") + digits[digit] + name
        pending = digit == 0
    return out


@given(st.integers(1, 9999))
def test_every_numeral_below_ten_thousand_reads_back(number: int) -> None:
    assert number_of(written(number)) == number


@given(ANYTHING)
def test_sentences_cover_all_that_is_not_white_space_and_never_overlap(text: str) -> None:
    found = sentences(text)
    covered = [i for start, end in found for i in range(start, end)]
    assert len(covered) == len(set(covered))
    assert covered == sorted(covered)
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(text[s:e].strip() == text[s:e] != "" for s, e in found)


def test_sentences_end_at_marks_and_line_ends() -> None:
    text = "一句。 二句!\r\n三句\n\nfour? 五"
    assert [text[s:e] for s, e in sentences(text)] == ["一句。", "二句!", "三句", "four?", "五"]


@pytest.mark.parametrize(
    ("word", "cut"),
    [
        ("yingweida", ["ying", "wei", "da"]),
        ("xian", ["xian"]),  # fewest syllables, not xi'an
        ("beijing", ["bei", "jing"]),
        ("nvidia", None),
        ("", []),
        ("beijingx", None),
    ],
)
def test_a_latin_word_is_cut_into_syllables_or_not_at_all(word: str, cut: list[str] | None) -> None:
    assert syllables(word, {"ying", "wei", "da", "xi", "an", "xian", "bei", "jing", "ni", "bu"}) == cut


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["zhong", "guo", "hua", "wei", "an", "e"]), min_size=1, max_size=8))
def test_joined_syllables_can_always_be_cut_again(spoken: list[str]) -> None:
    word = "".join(spoken)
    cut = syllables(word, {"zhong", "guo", "hua", "wei", "an", "e"})
    assert cut is not None
    assert "".join(cut) == word
    assert len(cut) <= len(spoken)

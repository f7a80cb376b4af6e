"""Names are found as written, by sound, misspelt and in pinyin; what only resembles a name is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.lexicon import Lexicon, forms_of, sound
from knowledge.pinyin import Pinyin, build
from knowledge.schema import Bilingual, Concept, Entity, EntityKind, FactBase
from knowledge.text import normalise, units

BASE = FactBase(
    sources=(),
    texts={},
    entities=(
        Entity(
            id="nvidia", kind=EntityKind.COMPANY, names=Bilingual(zh="英伟达", en="NVIDIA"), aliases=("老黄家", "N家")
        ),
        Entity(id="nvidia-china", kind=EntityKind.COMPANY, names=Bilingual(zh="英伟达中国", en="NVIDIA China")),
        Entity(id="h20", kind=EntityKind.PRODUCT, names=Bilingual(en="H20")),
        Entity(id="l20", kind=EntityKind.PRODUCT, names=Bilingual(en="L20")),
        Entity(id="zhou", kind=EntityKind.PERSON, names=Bilingual(zh="周一鸣", en="Zhou Yiming")),
        Entity(id="huawei", kind=EntityKind.COMPANY, names=Bilingual(zh="华为", en="Huawei")),
    ),
    concepts=(Concept(id="layoff", zh=("裁员", "砍人"), en=("layoff", "laid off")),),
)
ENGLISH = (
    "the",
    "price",
    "of",
    "women",
    "can",
    "cards",
    "reseller",
    "what",
    "is",
    "sales",
    "china",
    "chino",
    "delivery",
)


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    pinyin = Pinyin(build())
    return Lexicon(Lexicon.build(BASE, pinyin, ENGLISH), pinyin)


def found(lexicon: Lexicon, raw: str) -> dict[str, float]:
    """The names found in a question, with their weights."""
    text = normalise(raw).text
    read = lexicon.corrected(text, lexicon.spoken(text, units(text)))
    return {m.key: m.weight for m in lexicon.find(read, lexicon.sounds_of(read))}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("英伟达怎么了", {"e:nvidia"}),
        ("NVIDIA's price", {"e:nvidia"}),
        ("nvidia", {"e:nvidia"}),
        ("英偉達", {"e:nvidia"}),
        ("老黄家的卡", {"e:nvidia"}),
        ("英伟达中国怎么了", {"e:nvidia-china"}),  # the longest name wins
        ("what is NVIDIA China", {"e:nvidia-china"}),
        ("H20和L20", {"e:h20", "e:l20"}),
        ("h-20", {"e:h20"}),
        ("\uff28\uff12\uff10", {"e:h20"}),
        ("they were laid off", {"c:layoff"}),
        ("layoffs", {"c:layoff"}),
        ("砍人了", {"c:layoff"}),
    ],
)
def test_a_name_as_the_base_knows_it_counts_in_full(lexicon: Lexicon, text: str, names: set[str]) -> None:
    assert found(lexicon, text) == dict.fromkeys(names, 1.0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("nvidea", "e:nvidia"),
        ("nividia", "e:nvidia"),
        ("hauwei", "e:huawei"),
        ("layof", "c:layoff"),
        ("H2O", "e:h20"),  # letter o for zero
        ("L2O", "e:l20"),
        ("h2o", "e:h20"),
    ],
)
def test_a_misspelt_latin_name_is_corrected(lexicon: Lexicon, text: str, name: str) -> None:
    assert found(lexicon, text) == {name: 1.0}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("chna", "china"),  # a letter dropped; the commoner of two words as near
        ("cihna", "china"),  # two swapped
        ("salles", "sale"),  # one doubled
        ("resseler", "resel"),
        ("delivrey", "deliveri"),
        ("saled", "sale"),
    ],
)
def test_a_slip_in_an_english_word_is_mended(lexicon: Lexicon, text: str, word: str) -> None:
    assert [u.form for u in lexicon.corrected(text, units(text))] == [word]


@pytest.mark.parametrize("text", ["cine", "sils", "wat", "quantum", "xales"])
def test_what_may_be_another_word_is_left_alone(lexicon: Lexicon, text: str) -> None:
    assert lexicon.corrected(text, units(text)) == units(text)


@pytest.mark.parametrize("text", ["video", "media", "hua", "H30", "A20", "xvidia", "women", "prices", "price"])
def test_a_word_that_is_no_name_stays_a_word(lexicon: Lexicon, text: str) -> None:
    assert found(lexicon, text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("应伟达", "e:nvidia"),
        ("周一名", "e:zhou"),  # ming: the same sound
        ("周一民", "e:zhou"),  # min for ming: nasals confused
        ("邹一鸣", "e:zhou"),  # zou for zhou: flat for curled
        ("花为", "e:huawei"),
        ("才员", "c:layoff"),
    ],
)
def test_a_name_written_by_its_sound_is_found_and_counts_for_less(lexicon: Lexicon, text: str, name: str) -> None:
    names = found(lexicon, text)
    assert set(names) == {name}
    assert 0.3 < names[name] < 0.75


def test_the_more_of_its_characters_are_right_the_more_a_name_by_sound_counts(lexicon: Lexicon) -> None:
    one_wrong, two_wrong, all_wrong = (found(lexicon, t)["e:zhou"] for t in ("周一名", "周易名", "邹易名"))
    assert one_wrong > two_wrong > all_wrong > 0


def test_a_name_by_sound_is_not_looked_for_inside_a_name_as_written(lexicon: Lexicon) -> None:
    assert found(lexicon, "英伟达华为") == {"e:nvidia": 1.0, "e:huawei": 1.0}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("yingweida zenme le", "e:nvidia"),
        ("ying wei da", "e:nvidia"),
        ("zhouyiming shuo le shenme", "e:zhou"),
        ("zhou yiming", "e:zhou"),
    ],
)
def test_a_name_typed_in_pinyin_is_found_by_sound(lexicon: Lexicon, text: str, name: str) -> None:
    assert found(lexicon, text) == {name: 0.75}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("women zai caiyuan", ["~wo", "~men", "~zai", "~cai", "~yuan"]),
        ("the women can", ["the", "women", "can"]),
        ("what is the price", ["what", "is", "the", "price"]),
        ("beijing", ["~bei", "~jing"]),  # as typed, not as an English stem
        ("de", ["de"]),  # a syllable alone is no pinyin
        ("英伟达 layoff", ["英", "伟", "达", "layoff"]),
    ],
)
def test_pinyin_is_cut_and_english_is_kept(lexicon: Lexicon, text: str, forms: list[str]) -> None:
    assert [u.form for u in lexicon.spoken(text, units(text))] == forms


def test_cut_syllables_keep_the_place_of_their_word(lexicon: Lexicon) -> None:
    text = "a beijing"
    assert [(u.form, u.start, u.end) for u in lexicon.spoken(text, units(text))][-2:] == [
        ("~bei", 2, 9),
        ("~jing", 2, 9),
    ]


@pytest.mark.parametrize(
    ("syllable", "folded"),
    [("zhong", "zon"), ("zong", "zon"), ("shi", "si"), ("chang", "can"), ("ning", "nin"), ("ge", "ge")],
)
def test_sounds_that_typists_confuse_are_folded(syllable: str, folded: str) -> None:
    assert sound(syllable) == folded


def test_a_phrase_is_known_by_the_forms_of_its_units() -> None:
    assert forms_of("NVIDIA's 中國 cards") == ("nvidia", "中", "国", "card")
    assert forms_of("…") == ()


def test_a_name_without_any_unit_is_no_phrase() -> None:
    base = FactBase(sources=(), texts={}, entities=(Entity(id="x", kind=EntityKind.PERSON, names=Bilingual(zh="…")),))
    assert Lexicon.build(base, Pinyin(build()), ())["phrases"] == {}


@given(st.text(st.sampled_from("英伟达应周一鸣名H2O0l nvidachinayoubeg'-~裁员\n"), max_size=40))
def test_names_found_stand_inside_the_question_and_weigh_at_most_one(lexicon: Lexicon, raw: str) -> None:
    text = normalise(raw).text
    read = lexicon.corrected(text, lexicon.spoken(text, units(text)))
    for m in lexicon.find(read, lexicon.sounds_of(read)):
        assert 0 <= m.first < m.last <= len(read)
        assert 0 < m.weight <= 1

"""Views over a base: chosen facts, the tree, the timeline, numbers, people and products."""

from pathlib import Path

import pytest

from knowledge.browse import (
    Filter,
    below,
    entity_id,
    number_lines,
    people_lines,
    product_lines,
    select,
    speakers,
    timeline,
    timeline_lines,
    topic_lines,
)
from knowledge.engine import Engine
from knowledge.schema import FactBase
from tests.knowledge.sample import CLAIMS, base_of, change


@pytest.fixture(scope="module")
def base(small: Engine) -> FactBase:
    return small.base


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(), [c.id for c in CLAIMS]),
        (Filter(topic="people"), ["two-hundred-sold", "cooling-hardest"]),
        (Filter(entity="p9"), ["k7-half-of-p9"]),
        (Filter(entity="P9卡"), ["k7-half-of-p9"]),
        (Filter(entity="\uff30\uff19"), ["k7-half-of-p9"]),
        (Filter(speaker="雷总"), ["two-hundred-sold", "next-generation-2025"]),
        (Filter(speaker="li lei", topic="people"), ["two-hundred-sold"]),
        (Filter(caveat="any"), ["k7-price"]),
        (Filter(caveat="amount"), ["k7-price"]),
        (Filter(caveat="year"), []),
        (Filter(topic="nothing"), []),
        (Filter(entity="nothing"), []),
    ],
)
def test_facts_are_chosen_by_every_side_of_the_filter(base: FactBase, wanted: Filter, found: list[str]) -> None:
    assert [f.id for f in select(base, wanted)] == found


def test_a_topic_holds_those_below_it(base: FactBase) -> None:
    assert below(base, "firm") == {"firm", "people"}
    assert below(base, "people") == {"people"}
    assert {f.id for f in select(base, Filter(topic="firm"))} >= {"cooling-hardest", "cat-called-tuanzi"}


def test_a_topic_holds_those_further_below(folder: Path) -> None:
    change(folder, "topics.yaml", "{id: goods,", "{id: goods, parent: people,")
    assert below(base_of(folder), "firm") == {"firm", "people", "goods"}


def test_an_entity_is_found_by_any_of_its_names(base: FactBase) -> None:
    for name in ("starfish-inc", "海星", "海星集團", "STARFISH", " 海星公司 "):
        assert entity_id(base, name) == "starfish-inc"
    assert entity_id(base, "nobody") == "nobody"


def test_the_tree_is_indented_and_counted(base: FactBase) -> None:
    assert list(topic_lines(base, "en")) == [
        "The company (firm, 4)",
        "  People (people, 2)",
        "Products (goods, 4)",
    ]


def test_the_timeline_goes_by_the_texts_own_dates(folder: Path) -> None:
    assert [f.id for f in timeline(base_of(folder))] == ["two-hundred-sold", "next-generation-2025"]
    change(folder, "facts/02-rest.yaml", "date: 2021-03", "date: 2031-03")
    assert [f.id for f in timeline(base_of(folder))] == ["next-generation-2025", "two-hundred-sold"]
    change(folder, "facts/02-rest.yaml", ", date: '2025'", "")
    assert list(timeline_lines(base_of(folder), "en")) == [
        "2031-03     2021年3月  In March 2021 Li Lei said that 200 cards were sold the year before.",
        "-           2025年  He believes that the next generation will not come before 2025.",
    ]


def test_a_doubtful_year_is_marked_in_the_timeline(folder: Path) -> None:
    change(
        folder,
        "facts/02-rest.yaml",
        "    when: {text: 2021年3月",
        "    caveats: [{kind: year, note: {en: Odd year}}]\n    when: {text: 2021年3月",
    )
    assert next(iter(timeline_lines(base_of(folder), "en"))).endswith("the year before.  ! Odd year")


def test_numbers_are_told_with_unit_and_doubt(base: FactBase) -> None:
    assert list(number_lines(base, "en")) == [
        "!      300 元          一块K7卡  [k7-price] A K7 card sells for 300 yuan."
    ]


def test_people_are_told_with_what_they_say_and_the_publisher_is_none(base: FactBase) -> None:
    assert [(e.id, len(facts)) for e, facts in speakers(base)] == [("li-lei", 2), ("han-mei", 1)]
    assert list(people_lines(base, "zh"))[-2:] == [
        "韩梅 (han-mei, 1)",
        "  工程师韩梅表示,散热是眼下最大的难题。 [cooling-hardest]",
    ]


def test_products_are_compared_by_attribute(base: FactBase) -> None:
    assert list(product_lines(base, "en")) == ["Price", "  K7: A K7 card sells for 300 yuan. [k7-price]"]

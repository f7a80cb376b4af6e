"""What is compiled can be found again: every wording at its document, every feature at its place."""

import pytest

from knowledge.compiled import fingerprint, rows_of
from knowledge.engine import Engine
from knowledge.text import is_han


def test_every_wording_comes_back_from_the_packed_form(small: Engine) -> None:
    for row in rows_of(small.base):
        if row.view == "ask":
            read = small.reader.read(row.text)
            assert small.matcher.nearest_ask(read, row.document) == read.text


def test_a_wording_asked_as_it_stands_is_as_near_as_can_be(small: Engine) -> None:
    for row in rows_of(small.base):
        if row.view == "ask":
            (near,) = small.matcher.closest_wording(small.reader.read(row.text), [row.document])
            assert near[0] == near[2] == 1.0
            assert all(0 <= value <= 1 for value in near)


def test_a_document_without_wordings_in_a_script_is_still_compared(small: Engine) -> None:
    for text in ("猫", "cat", "mao", ""):
        for values in small.matcher.closest_wording(small.reader.read(text), range(small.matcher.documents)):
            assert all(0 <= value <= 1 for value in values)


def test_a_fingerprint_is_the_same_in_every_process() -> None:
    assert fingerprint("123456789") == 0xCBF43926  # CRC-32's check value


def test_no_two_features_of_the_shipped_asks_share_a_fingerprint(shipped: Engine) -> None:
    asks = [a for f in shipped.base.facts[:40] for a in (*f.asks.zh, *f.asks.en)]
    features = {f for a in asks for f in shipped.reader.read(a).chr}
    assert len(features) > 1000
    assert len({fingerprint(f) for f in features}) == len(features)


@pytest.mark.parametrize("channel", ["sem", "chr", "pin"])
def test_what_nobody_said_weighs_most_and_covers_nothing(small: Engine, channel: str) -> None:
    found = small.matcher.channels[channel]
    assert found.weight("no such feature") == found.unknown_idf
    assert len(found.holders("no such feature")) == 0
    seen = found.look_up({"no such feature": 1.0})
    assert seen.known == 0.0
    assert not found.cover(seen).any()
    assert not found.typical(seen).any()


def test_all_of_what_a_document_says_covers_it_and_another_less(small: Engine) -> None:
    found = small.matcher.channels["chr"]
    own = small.reader.read("看门的猫叫团子")
    cat = next(i for i, f in enumerate(small.base.facts) if f.id == "cat-called-tuanzi")
    seen = found.look_up(own.chr)
    cover = found.cover(seen)
    assert cover.argmax() == cat
    assert 0 <= cover.min() <= cover.max() <= 1.0001
    assert seen.known == 1.0
    told_apart = found.among(seen, [0, cat])
    assert told_apart[1] > told_apart[0]


def test_both_scripts_are_kept_apart(small: Engine) -> None:
    chinese, english = small.reader.read("K7多少钱"), small.reader.read("price of the K7")
    price = next(i for i, f in enumerate(small.base.facts) if f.id == "k7-price")
    assert any(map(is_han, small.matcher.nearest_ask(chinese, price)))
    assert not any(map(is_han, small.matcher.nearest_ask(english, price)))


def test_what_is_said_in_passing_covers_less_than_what_is_said_again(small: Engine) -> None:
    found = small.matcher.channels["chr"]
    cooling = next(i for i, f in enumerate(small.base.facts) if f.id == "cooling-hardest")
    once, often = (found.cover(found.look_up({word: 1.0}))[cooling] for word in ("头疼", "散热"))
    assert 0 < once < 0.5 < often < 1

"""The fitted numbers are complete: every column has one, and every number has a column."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from knowledge.answer import Question
from knowledge.confidence import Signals
from knowledge.engine import Engine
from knowledge.explain import WORDS
from knowledge.match import COLUMNS
from knowledge.rank import RANKED
from knowledge.weights import shipped


def test_every_ranked_column_has_a_weight_and_words() -> None:
    assert shipped().rank.keys() == set(RANKED)
    assert WORDS.keys() == set(RANKED)
    assert set(COLUMNS) < set(RANKED)


def test_every_signal_has_a_weight_in_both_probabilities(shipped: Engine) -> None:
    signals = shipped.judge("H20多少钱", []).signals.values.keys()
    for weights in (shipped.weights.confidence, shipped.weights.near):
        assert weights.keys() - {"intercept"} <= signals
        assert "intercept" in weights
    used = shipped.weights.confidence.keys() | shipped.weights.near.keys()
    assert signals - used == set()


def test_weights_are_numbers_and_the_thresholds_probabilities() -> None:
    weights = shipped()
    assert all(
        math.isfinite(w)
        for w in itertools.chain(weights.rank.values(), weights.confidence.values(), weights.near.values())
    )
    assert 0 < weights.answered_from < 1
    assert 0 < weights.near_from < 1


def test_what_a_column_adds_is_told(shipped: Engine) -> None:
    found = shipped.answer(Question("H20多少钱"), explain=True).found[0]
    assert {r.what for r in found.reasons} <= set(WORDS.values())


@given(
    st.dictionaries(st.sampled_from("abc"), st.floats(-1e6, 1e6)),
    st.dictionaries(st.sampled_from("abcd"), st.floats(-1e6, 1e6)),
)
def test_a_probability_lies_between_0_and_1_whatever_the_weights(
    values: dict[str, float], weights: dict[str, float]
) -> None:
    signals = Signals(values)
    assert 0 < signals.probability(weights) < 1
    assert sum(abs(v) for _, v in signals.contributions(weights)) >= 0
    assert [n for n, _ in signals.contributions(weights)] == sorted(
        values, key=lambda n: -abs(weights.get(n, 0.0) * values[n])
    )


def test_the_logistic_is_one_half_without_evidence() -> None:
    assert Signals({}).probability({}) == 0.5
    assert Signals({"a": 2.0}).probability({"a": 1.0, "intercept": -2.0}) == 0.5
    assert Signals({"a": 1.0}).probability({"a": math.log(3)}) == 0.75

"""A question known to have no answer shows the facts that an editor named as nearest."""

import pytest

from knowledge.answer import Question, Status
from knowledge.engine import Engine


@pytest.mark.parametrize("text", ["H20 一张到底卖多少人民币?", "List everything Zhou Yiming says", "为什么要退出中国?"])
def test_scores_never_rise_whatever_is_put_first(shipped: Engine, text: str) -> None:
    scores = [f.score for f in shipped.answer(Question(text)).found]
    assert scores == sorted(scores, reverse=True)


def test_a_price_the_article_does_not_give_is_met_by_what_it_says_of_prices(shipped: Engine) -> None:
    answer = shipped.answer(Question("H20 一张到底卖多少人民币?"))
    assert answer.status is Status.RELATED
    assert "h20" in answer.found[0].fact.about

"""A question known to have no answer shows the facts that an editor named as nearest."""

import pytest

from knowledge.answer import Question, Status
from knowledge.engine import UNLIKELY, Engine


@pytest.mark.parametrize("text", ["H20 一张到底卖多少人民币?", "List everything Zhou Yiming says", "为什么要退出中国?"])
def test_scores_never_rise_whatever_is_put_first(shipped: Engine, text: str) -> None:
    scores = [f.score for f in shipped.answer(Question(text)).found]
    assert scores == sorted(scores, reverse=True)


def test_a_price_the_article_does_not_give_is_met_by_what_it_says_of_prices(shipped: Engine) -> None:
    answer = shipped.answer(Question("H20 一张到底卖多少人民币?"))
    assert answer.status is Status.RELATED
    assert "h20" in answer.found[0].fact.about


def test_the_best_fact_stays_first_where_it_may_be_the_answer_after_all(shipped: Engine) -> None:
    doubtful = 0
    asks = [ask for fact in shipped.base.facts[:60] for ask in fact.asks.en[:20]]
    for ask in (a for a in asks if "?" not in a[:-1]):  # one question each
        question = f"and by how much, {ask}"
        judged = shipped.judge(question, [])
        answer = shipped.answer(Question(question))
        if answer.status is Status.RELATED and answer.complete == 1 and judged.confidence > UNLIKELY:
            doubtful += judged.ranking.front[0] >= len(shipped.base.facts)
            assert answer.found[0].fact is shipped.base.facts[judged.ranking.facts[0]]
    assert doubtful > 5

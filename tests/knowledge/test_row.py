"""Rows are the contract with other programs: their keys and the types of their values stay."""

import json

from knowledge.answer import Also, Answer, Found, Status
from knowledge.engine import Engine
from knowledge.row import answer_row, bilingual, caveat_row, quote_row
from knowledge.schema import Bilingual, Caveat, CaveatKind, Quote

QUOTE = Quote(source="starfish", start=3, end=5, exact="海星", prefix="晨报")


def test_a_quote_is_named_text_in_answers_and_exact_in_exports() -> None:
    assert quote_row(QUOTE, "text") == {"source": "starfish", "start": 3, "end": 5, "text": "海星"}
    assert quote_row(QUOTE, "exact") == {"source": "starfish", "start": 3, "end": 5, "exact": "海星"}


def test_a_missing_language_is_null() -> None:
    assert bilingual(Bilingual(en="yes")) == {"zh": None, "en": "yes"}
    assert bilingual(None) == {"zh": None, "en": None}


def test_a_caveat_is_told_with_its_note_in_both_languages() -> None:
    caveat = Caveat(kind=CaveatKind.YEAR, note=Bilingual(zh="年份可疑"), see=("a-fact",))
    assert caveat_row(caveat) == {"kind": "year", "note": {"zh": "年份可疑", "en": None}, "see": ["a-fact"]}


def test_an_answer_is_a_row(small: Engine) -> None:
    fact = small.fact("cat-called-tuanzi")
    row = answer_row("q-1", 2, Answer(Status.RELATED, 0.25, (Found(fact, 0.5),), "zh"), 1.23456)
    assert row == {
        "id": "q-1",
        "turn": 2,
        "status": "related",
        "confidence": 0.25,
        "facts": [
            {
                "id": "cat-called-tuanzi",
                "score": 0.5,
                "statement": {"zh": "看门的猫叫团子。", "en": "The cat at the gate is called Tuanzi."},
                "quotes": [
                    {
                        "source": "starfish",
                        "start": fact.quotes[0].start,
                        "end": fact.quotes[0].end,
                        "text": "看门的猫叫团子,",
                    }
                ],
                "caveats": [],
            }
        ],
        "took_ms": 1.235,
    }
    assert json.loads(json.dumps(row)) == row


def test_the_same_fact_of_another_source_stands_in_also(small: Engine) -> None:
    found = Found(small.fact("k7-price"), 1.0, also=(Also("k7-costs-300", "other", (QUOTE,)),))
    row = answer_row(None, 0, Answer(Status.ANSWERED, 1.0, (found,), "zh"), 0)
    (fact,) = row["facts"]
    assert fact["also"] == [
        {
            "fact": "k7-costs-300",
            "source": "other",
            "quotes": [{"source": "starfish", "start": 3, "end": 5, "text": "海星"}],
        }
    ]

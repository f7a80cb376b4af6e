"""An export holds the whole base: JSON to the contract, CSV that no spreadsheet runs, Markdown to read."""

import csv
import io
import json
from pathlib import Path

from knowledge.engine import Engine
from knowledge.export import as_csv, as_json, as_markdown
from tests.knowledge.sample import CLAIMS, TEXT, base_of, change


def test_json_has_the_keys_of_the_contract(folder: Path) -> None:
    data = json.loads(as_json(base_of(folder)))
    assert list(data) == ["sources", "entities", "topics", "facts"]
    assert [f["id"] for f in data["facts"]] == [c.id for c in CLAIMS]
    assert {e["id"] for e in data["entities"]} >= {"li-lei", "k7"}
    assert [t["id"] for t in data["topics"]] == ["firm", "people", "goods"]
    assert data["sources"][0]["publisher"] == "晨报"
    fact = data["facts"][2]
    assert fact["statement"] == {"zh": "一块K7卡卖300元。", "en": "A K7 card sells for 300 yuan."}
    start = TEXT.index(CLAIMS[2].exact)
    assert fact["quotes"] == [
        {"source": "starfish", "start": start, "end": start + 13, "exact": "它的K7卡一块卖300元,"}
    ]
    assert fact["caveats"] == [
        {
            "kind": "amount",
            "note": {"zh": "数额可疑", "en": "The amount is doubtful"},
            "see": ["k7-half-of-p9"],
            "basis": "text",
            "likely": None,
        }
    ]
    assert fact["figures"] == [{"value": "300", "unit": "元", "of": "一块K7卡"}]
    assert data["facts"][0]["caveats"] == []


def test_a_missing_language_is_null(folder: Path) -> None:
    change(folder, "facts/01-firm.yaml", ", en: 'A K7 card sells for 300 yuan.'", "")
    assert json.loads(as_json(base_of(folder)))["facts"][2]["statement"] == {"zh": "一块K7卡卖300元。", "en": None}


def test_json_of_the_shipped_base_quotes_the_article(shipped: Engine) -> None:
    data = json.loads(as_json(shipped.base))
    text = shipped.base.texts["nvidia-china-36kr"]
    assert len(data["facts"]) == len(shipped.base.facts)
    for fact in data["facts"]:
        assert isinstance(fact["caveats"], list)
        for quote in fact["quotes"]:
            assert set(quote) == {"source", "start", "end", "exact"}
            assert text[quote["start"] : quote["end"]] == quote["exact"]


def test_csv_has_a_row_a_fact(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(base_of(folder)))))
    assert [r["id"] for r in rows] == [c.id for c in CLAIMS]
    assert rows[2]["quotes"] == "它的K7卡一块卖300元,"
    assert rows[2]["caveats"] == "amount: The amount is doubtful"
    assert rows[4]["when"] == "2021年3月"
    assert rows[4]["topics"] == "people goods"


def test_no_cell_of_a_csv_runs_as_a_formula(folder: Path) -> None:
    for start in ("=", "+", "-", "@"):
        change(folder, "facts/01-firm.yaml", "en: 'A K7 card", f"en: '{start}A K7 card")
        rows = list(csv.DictReader(io.StringIO(as_csv(base_of(folder)))))
        assert rows[2]["statement_en"].startswith(f"'{start}A K7")
        change(folder, "facts/01-firm.yaml", f"en: '{start}A K7 card", "en: 'A K7 card")


def test_markdown_tells_every_fact_with_quote_speaker_and_caveat(folder: Path) -> None:
    text = as_markdown(base_of(folder))
    assert text.startswith("# 海星公司\n\n## 公司 / The company\n")
    assert (
        "- **一块K7卡卖300元。** A K7 card sells for 300 yuan. `k7-price`\n  > 它的K7卡一块卖300元,\n  — 晨报\n"
        "  ⚠ 数额可疑 / The amount is doubtful\n"
    ) in text
    assert [c.id for c in CLAIMS if f"`{c.id}`" not in text] == []

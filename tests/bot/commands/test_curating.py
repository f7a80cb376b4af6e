"""`nvcn check`, `export`, `facts`, `show` and `browse`: what a curator works with."""

import csv
import io
import json
import re
from pathlib import Path

import jsonschema
import pytest

from knowledge.files import SHIPPED
from tests.bot.commands.process import out, run
from tests.knowledge import sample
from tests.knowledge.sample import CLAIMS, TEXT

FIRM = "facts/01-firm.yaml"
SUMMARY = [
    "starfish: 100.0% of 113 characters accounted for: 107 quoted, 6 page noise, 0 transitions (0.0%)",
    "facts: 9 (3 state, 3 figure, 1 comparison, 1 forecast, 1 opinion)",
    "caveats: 1 (1 amount)",
    "asks: 45 (27 zh, 18 en)",
    "quotes: 9 (9 quotes)",
]


def test_a_sound_folder_is_checked_and_counted(folder: Path) -> None:
    assert out(run(folder, "check", folder)).splitlines() == [*SUMMARY, "0 errors, 0 warnings"]
    assert out(run(folder, "check", folder, "--strict")).splitlines()[-1] == "0 errors, 0 warnings"


def test_warnings_end_with_one_only_where_they_count(folder: Path) -> None:
    sample.change(folder, FIRM, ", en: 'A K7 card sells for 300 yuan.'", "")
    lax, strict = run(folder, "check", folder), run(folder, "check", folder, "--strict")
    assert (lax.returncode, strict.returncode) == (0, 1)
    lines = strict.stdout.decode().splitlines()
    assert lines[0] == f"warning: {FIRM}: fact k7-price: has no en statement. Write one."
    assert lines[1:] == [*SUMMARY, "0 errors, 1 warnings"]
    assert lax.stdout == strict.stdout


def test_errors_end_with_one_and_all_are_told(folder: Path) -> None:
    sample.change(folder, FIRM, "start: 22", "start: 21")
    sample.change(folder, "topics.yaml", "parent: firm", "parent: farm")
    done = run(folder, "check", folder)
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stdout.decode().splitlines()[:2]] == ["error", "error"]
    assert done.stdout.decode().splitlines()[-1] == "2 errors, 0 warnings"


def test_a_folder_that_cannot_be_read_at_all_is_checked_as_far_as_it_goes(folder: Path) -> None:
    (folder / FIRM).write_bytes(b"facts: [")
    done = run(folder, "check", folder)
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode().startswith(f"error: {FIRM}: line 2, column 1: is not valid YAML: ")
    assert done.stdout.decode().endswith("1 errors, 0 warnings\n")


def test_checking_writes_nothing(folder: Path) -> None:
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    run(folder, "check", folder)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path, "check", "nowhere")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("nvcn: nowhere is not a knowledge folder: knowledge.yaml is missing. ")
    assert done.stderr.count(b"\n") == 1


def test_reanchoring_moves_quotes_and_then_checks(folder: Path) -> None:
    sample.change(folder, FIRM, "start: 22", "start: 21")
    lines = out(run(folder, "check", folder, "--reanchor")).splitlines()
    assert lines[0] == "01-firm.yaml: warehouse-in-yantai: moved from 21 to 22"
    assert lines[-1] == "0 errors, 0 warnings"


def test_the_schema_for_editors_is_printed(folder: Path) -> None:
    schema = json.loads(out(run(folder, "check", "--schema")))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert "facts" in schema["$defs"]["FactsFile"]["properties"]


def test_the_shipped_base_passes_the_strict_check(tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--strict")
    lines = done.stdout.decode().splitlines()
    assert [line for line in lines if line.startswith(("error: ", "warning: "))] == []
    assert (done.returncode, lines[-1]) == (0, "0 errors, 0 warnings")
    assert lines[0].startswith("nvidia-china-36kr: 100.0% of ")
    facts = re.match(r"facts: (\d+) ", lines[1])
    assert facts is not None
    assert int(facts[1]) >= 180


def test_the_shipped_base_is_exported_to_the_contract(tmp_path: Path) -> None:
    data = json.loads(out(run(tmp_path, "export", "--format", "json")))
    assert list(data) == ["sources", "entities", "topics", "facts"]
    text = (SHIPPED / "sources" / "nvidia-china-36kr.txt").read_bytes().decode("utf-8-sig")
    for fact in data["facts"]:
        assert isinstance(fact["caveats"], list)
        for quote in fact["quotes"]:
            assert text[quote["start"] : quote["end"]] == quote["exact"]


def test_an_export_is_json_unless_another_form_is_asked_for(folder: Path) -> None:
    facts = json.loads(out(run(folder, "export", "--knowledge", folder)))["facts"]
    assert [f["id"] for f in facts] == [c.id for c in CLAIMS]
    table = csv.DictReader(io.StringIO(out(run(folder, "export", "--format", "csv", "--knowledge", folder))))
    assert [r["id"] for r in table] == [c.id for c in CLAIMS]
    assert out(run(folder, "export", "--format", "md", "--knowledge", folder)).startswith("# 海星公司\n")


def test_an_unknown_form_is_a_usage_error(folder: Path) -> None:
    done = run(folder, "export", "--format", "xml", "--knowledge", folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "nvcn: --format xml is not known. Give one of json, csv, md.\n"


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], [c.id for c in CLAIMS]),
        (["--topic", "people"], ["two-hundred-sold", "cooling-hardest"]),
        (["--speaker", "雷总"], ["two-hundred-sold", "next-generation-2025"]),
        (["--entity", "P9", "--topic", "goods"], ["k7-half-of-p9"]),
        (["--caveat", "any"], ["k7-price"]),
    ],
)
def test_facts_are_listed_and_counted(folder: Path, options: list[str], ids: list[str]) -> None:
    done = run(folder, "facts", *options, "--knowledge", folder)
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.decode().splitlines()] == ids
    assert done.stderr.decode() == f"{len(ids)} facts\n"


def test_a_listed_fact_is_marked_where_it_has_a_caveat(folder: Path) -> None:
    lines = run(folder, "facts", "--lang", "en", "--topic", "goods", "--knowledge", folder).stdout.decode().splitlines()
    assert lines[:2] == [
        "k7-price  ! A K7 card sells for 300 yuan.",
        "k7-half-of-p9    The K7 costs half of what the P9 costs.",
    ]


def test_a_fact_is_shown_with_its_passage_in_context(folder: Path) -> None:
    start = TEXT.index("看门的猫")
    lines = out(run(folder, "show", "cat-called-tuanzi", "--knowledge", folder)).split("\n")
    before = TEXT[max(0, start - 60) : start].replace("\r\n", "⏎")
    assert lines == [
        "cat-called-tuanzi (state)",
        "  zh: 看门的猫叫团子。",
        "  en: The cat at the gate is called Tuanzi.",
        "  said by: 晨报",
        "  about: 海星公司; topics: firm",
        f"  starfish {start}:{start + 8}: …{before}【看门的猫叫团子,】每天睡十六个小时。…",
        "  asks: 那只猫咪叫啥名字? | 看大门的是什么动物 | 团子是谁 | "
        "what is the cat called? | name of the pet guarding the door",
        "",
    ]


def test_a_shown_fact_tells_its_figures_dates_and_caveats(folder: Path) -> None:
    shown = out(run(folder, "show", "k7-price", "--knowledge", folder))
    for line in (
        "  figure: 300 元 — 一块K7卡",
        "  caveat (amount, by text): 数额可疑 / The amount is doubtful",
        "    see: k7-half-of-p9",
    ):
        assert f"\n{line}\n" in shown
    assert "\n  when: 2021年3月 (2021-03)\n" in out(run(folder, "show", "two-hundred-sold", "--knowledge", folder))


def test_an_unknown_fact_is_answered_with_near_names(folder: Path) -> None:
    done = run(folder, "show", "k7-prize", "--knowledge", folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(
        r"nvcn: There is no fact k7-prize\. Near: k7-price, [a-z0-9-]+, [a-z0-9-]+\. `nvcn facts` lists all\.\n",
        done.stderr.decode(),
    )


@pytest.mark.parametrize(
    ("view", "first"),
    [
        ("topics", "The company (firm, 4)"),
        ("timeline", "2021-03     2021年3月  In March 2021 Li Lei said that 200 cards were sold the year before."),
        ("numbers", "!      300 元          一块K7卡  [k7-price] A K7 card sells for 300 yuan."),
        ("people", "Li Lei (li-lei, 2)"),
        ("products", "Price"),
    ],
)
def test_every_view_is_printed(folder: Path, view: str, first: str) -> None:
    assert out(run(folder, "browse", view, "--lang", "en", "--knowledge", folder)).splitlines()[0] == first


def test_an_unknown_view_is_a_usage_error(folder: Path) -> None:
    done = run(folder, "browse", "clouds", "--knowledge", folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "nvcn: There is no view clouds. Give one of topics, timeline, numbers, people, products.\n"
    )

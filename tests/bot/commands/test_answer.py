"""`nvcn answer --jsonl`, the contract with programs: rows in, rows out, in order, whatever the rows are."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands.process import rows, run
from tests.knowledge.sample import TEXT

ASK = {"id": "a", "q": "K7要花多少钱?"}


def lines(*given: object) -> bytes:
    return "".join(f"{json.dumps(g, ensure_ascii=False)}\n" for g in given).encode()


def answered(folder: Path, given: bytes, *more: str) -> tuple[list[dict[str, Any]], str]:
    done = run(folder.parent, "answer", "--jsonl", "--knowledge", folder, *more, given=given)
    assert done.returncode == 0
    return rows(done), done.stderr.decode()


def test_a_question_is_a_row_to_the_contract(compiled_folder: Path) -> None:
    (row,), err = answered(compiled_folder, lines(ASK))
    assert err == ""
    assert list(row) == ["id", "turn", "status", "confidence", "facts", "took_ms"]
    assert (row["id"], row["turn"], row["status"]) == ("a", 0, "answered")
    assert 0.5 < row["confidence"] <= 1
    assert row["took_ms"] > 0
    fact = row["facts"][0]
    assert list(fact) == ["id", "score", "statement", "quotes", "caveats"]
    assert fact["id"] == "k7-price"
    assert fact["statement"] == {"zh": "一块K7卡卖300元。", "en": "A K7 card sells for 300 yuan."}
    start = TEXT.index("它的K7卡")
    assert fact["quotes"] == [{"source": "starfish", "start": start, "end": start + 13, "text": "它的K7卡一块卖300元,"}]
    assert fact["caveats"] == [
        {"kind": "amount", "note": {"zh": "数额可疑", "en": "The amount is doubtful"}, "see": ["k7-half-of-p9"]}
    ]
    scores = [f["score"] for f in row["facts"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= s <= 1 for s in scores)


def test_a_thread_is_a_row_a_turn_each_with_those_before_it(compiled_folder: Path) -> None:
    given = lines({"id": 7, "turns": [{"q": "韩梅觉得难点是什么"}, {"q": "那李雷呢?"}]}, {"id": 8, "q": "那李雷呢?"})
    found, _ = answered(compiled_folder, given)
    assert [(r["id"], r["turn"]) for r in found] == [(7, 0), (7, 1), (8, 0)]
    assert found[1]["facts"][0]["id"] == "two-hundred-sold"
    assert found[1]["facts"][0]["score"] != found[2]["facts"][0]["score"]


def test_questions_that_find_nothing_are_rows_too(compiled_folder: Path) -> None:
    found, err = answered(
        compiled_folder, lines({"id": 1, "q": ""}, {"id": 2, "q": " \t?"}, {"id": 3, "q": "量子力学导论"})
    )
    assert [(r["id"], r["status"]) for r in found] == [(1, "none"), (2, "none"), (3, "none")]
    assert [(r["facts"], r["confidence"]) for r in found[:2]] == [([], 0.0), ([], 0.0)]
    assert found[2]["confidence"] < 0.5
    assert err == ""


def test_an_id_comes_back_as_given(compiled_folder: Path) -> None:
    ids = ["a", 1, 1.5, None, True, [1], {"x": "甲"}, "\u2028", "\ud800", 2**70, "a\nb", ""]
    given = "".join(json.dumps(ASK | {"id": i}) + "\n" for i in ids).encode()
    found, _ = answered(compiled_folder, given, "--top", "1")
    assert [r["id"] for r in found] == ids


def test_blank_lines_are_skipped_and_a_byte_order_mark_is_allowed(compiled_folder: Path) -> None:
    given = (
        b"\xef\xbb\xbf"
        + lines(ASK)
        + b"\n  \t\r\n"
        + lines({"id": "b", "q": "x"}).replace(b"\n", b"\r\n")
        + b"\n"
        + b'{"id": "c", "q": ""}'
    )
    found, err = answered(compiled_folder, given)
    assert [r["id"] for r in found] == ["a", "b", "c"]
    assert err == ""


def test_unknown_keys_are_ignored(compiled_folder: Path) -> None:
    plain, _ = answered(compiled_folder, lines(ASK))
    more, err = answered(compiled_folder, lines(ASK | {"lang": "zh", "gold": [], "top": 1}))
    assert [f["id"] for f in more[0]["facts"]] == [f["id"] for f in plain[0]["facts"]]
    assert err == ""


MALFORMED: list[tuple[bytes, str, object]] = [
    (b"not json", "not_json", None),
    (b"{", "not_json", None),
    (b'{"id": "x", "q": "a"} trailing', "not_json", None),
    (b"[" * 100_000, "not_json", None),
    (b"\xff\xfe", "not_json", None),
    (b"[]", "bad_row", None),
    (b'"text"', "bad_row", None),
    (b"null", "bad_row", None),
    (b'{"q": "a"}', "bad_row", None),
    (b'{"id": "x"}', "bad_row", "x"),
    (b'{"id": "x", "q": 1}', "bad_row", "x"),
    (b'{"id": "x", "q": null}', "bad_row", "x"),
    (b'{"id": "x", "q": ["a"]}', "bad_row", "x"),
    (b'{"id": "x", "turns": []}', "bad_row", "x"),
    (b'{"id": "x", "turns": "a"}', "bad_row", "x"),
    (b'{"id": "x", "turns": [{"q": "a"}, {}]}', "bad_row", "x"),
    (b'{"id": "x", "turns": ["a"]}', "bad_row", "x"),
    (b'{"id": 1e999, "q": "a"}', "bad_row", None),
    (b'{"id": NaN, "q": "a"}', "bad_row", None),
    (b'{"id": "x", "q": "a", "gold": -Infinity}', "bad_row", None),
    (b'{"id": "x", "q": "' + b"a" * 1_000_001 + b'"}', "not_json", None),
]


def test_a_malformed_row_is_an_error_row_with_its_line_and_the_rest_goes_on(compiled_folder: Path) -> None:
    given = b"\n" + b"".join(bad + b"\n" + lines(ASK) for bad, _, _ in MALFORMED)
    found, err = answered(compiled_folder, given, "--top", "1")
    errors, sound = found[::2], found[1::2]
    assert [r["facts"][0]["id"] for r in sound] == ["k7-price"] * len(MALFORMED)
    assert [(r["line"], r["error"]["code"], r["id"]) for r in errors] == [
        (2 + 2 * at, code, given_id) for at, (_, code, given_id) in enumerate(MALFORMED)
    ]
    for row in errors:
        assert list(row) == ["id", "turn", "line", "error"]
        assert row["turn"] == 0
        assert row["error"]["message"].strip()
    assert err == f"{len(MALFORMED)} malformed rows; each is named in the output.\n"


def test_one_malformed_row_is_counted_in_the_singular(compiled_folder: Path) -> None:
    _, err = answered(compiled_folder, b"junk\n")
    assert err == "1 malformed row; each is named in the output.\n"


def test_no_rows_in_are_no_rows_out(compiled_folder: Path) -> None:
    assert answered(compiled_folder, b"") == ([], "")


@pytest.mark.parametrize("top", [1, 3, 9])
def test_top_limits_the_facts_of_every_row(compiled_folder: Path, top: int) -> None:
    found, _ = answered(compiled_folder, lines(ASK, {"id": "b", "q": "量子力学导论"}), "--top", str(top))
    assert [len(r["facts"]) for r in found] == [top, top]


def test_ten_facts_are_the_most_without_top(compiled_folder: Path) -> None:
    (row,), _ = answered(compiled_folder, lines(ASK))
    assert len(row["facts"]) == 9  # all that the sample has


def test_rows_keep_their_order_and_say_the_same_whoever_stands_beside_them(compiled_folder: Path) -> None:
    questions = [
        {"id": n, "q": q} for n, q in enumerate(["猫叫什么", "K7多少钱", "总部在哪", "how long does the cat sleep"] * 3)
    ]
    found, _ = answered(compiled_folder, lines(*questions))
    assert [r["id"] for r in found] == list(range(12))
    told = [(r["status"], r["confidence"], [f["id"] for f in r["facts"]]) for r in found]
    assert told[:4] == told[4:8] == told[8:]


def test_odd_questions_get_rows(compiled_folder: Path) -> None:
    odd = ["\udfff\ud800", "\x00\x01", "\U0001f980" * 50, "<@U1> &lt;", "a" * 10_000, "\u202e多少钱", "问?" * 5_000]
    given = "".join(json.dumps({"id": text, "q": text}) + "\n" for text in odd).encode()
    found, err = answered(compiled_folder, given)
    assert [r["id"] for r in found] == odd
    assert {r["status"] for r in found} <= {"answered", "related", "none"}
    assert err == ""


def test_the_rows_are_utf_8_whatever_the_locale(compiled_folder: Path) -> None:
    done = run(
        compiled_folder,
        "answer",
        "--jsonl",
        "--knowledge",
        compiled_folder,
        given=lines(ASK),
        LC_ALL="C",
        PYTHONUTF8="0",
    )
    assert rows(done)[0]["facts"][0]["statement"]["zh"] == "一块K7卡卖300元。"


def test_without_jsonl_the_mend_is_told(compiled_folder: Path) -> None:
    done = run(compiled_folder, "answer", "--knowledge", compiled_folder)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "nvcn: nvcn answer reads JSON lines: give --jsonl and the questions on standard input.\n"
    )


@pytest.mark.parametrize("top", ["0", "101", "x"])
def test_a_top_out_of_range_is_a_usage_error(compiled_folder: Path, top: str) -> None:
    done = run(compiled_folder, "answer", "--jsonl", "--top", top, "--knowledge", compiled_folder)
    assert (done.returncode, done.stdout) == (2, b"")

"""`nvcn ask` for a person and `nvcn answer` for programs: questions in, answers out, in the terminal."""

import json
import math
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from bot.commands.folder import Knowledge, open_knowledge

if TYPE_CHECKING:
    from knowledge.answer import Answer
    from knowledge.engine import Engine

EXPLAINED = 5  # facts whose reasons are printed
MAX_LINE = 1_000_000  # characters of one JSON line; more is no question
MAX_TURNS = 100


def ask(
    question: Annotated[list[str], typer.Argument(help="The question, in Chinese, English or both.")],
    knowledge: Knowledge = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the row that `nvcn answer` prints.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each fact matched.")] = False,
    top: Annotated[int, typer.Option(min=1, max=100, help="How many facts at most.")] = 10,
) -> None:
    """Ask one question and read the answer here."""
    from knowledge.answer import Question
    from knowledge.row import answer_row

    engine = open_knowledge(knowledge)
    text = " ".join(question)
    began = time.perf_counter()
    answer = engine.answer(Question(text), top, explain=explain)
    took = (time.perf_counter() - began) * 1000
    if as_json:
        row = answer_row(None, 0, answer, took)
        if explain:
            for fact, found in zip(row["facts"], answer.found, strict=True):
                fact["reasons"] = [{"what": r.what, "matched": r.matched, "points": r.points} for r in found.reasons]
        _print(row)
    else:
        sys.stdout.write(_page(engine, answer, explain=explain))


def _page(engine: "Engine", answer: "Answer", *, explain: bool) -> str:
    """The message as Slack would show it, in plain lines; with `explain` the reasons behind it."""
    from bot.views.answer import build_answer
    from bot.views.plain import build_plain

    lines = [block["text"]["text"] for block in build_plain(build_answer(answer, engine))["blocks"] if "text" in block]
    if explain:
        lines.append(f"status {answer.status}, confidence {answer.confidence:.3f}")
        for found in answer.found[:EXPLAINED]:
            lines.append(f"\n{found.fact.id}  score {found.score:.3f}")
            lines += [f"  {r.points:+7.2f}  {r.what}: {r.matched}" for r in found.reasons]
    return "\n".join(lines) + "\n"


def answer(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Rows in on standard input, rows out.")] = False,
    knowledge: Knowledge = None,
    top: Annotated[int, typer.Option(min=1, max=100, help="How many facts at most.")] = 10,
) -> None:
    """Answer questions in bulk: JSON lines {"id", "q"} or {"id", "turns": [{"q"}, …]} in, a row a question out."""
    from bot.errors import UsageError

    if not jsonl:
        raise UsageError("nvcn answer reads JSON lines: give --jsonl and the questions on standard input.")
    engine = open_knowledge(knowledge)
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="surrogateescape", newline="\n")  # type: ignore[union-attr]
    bad = 0
    for number, line in enumerate(_lines(sys.stdin), 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        for row in rows_for(engine, number, line, top):
            bad += "error" in row
            _print(row)
    if bad:
        sys.stderr.write(f"{bad} malformed {'row' if bad == 1 else 'rows'}; each is named in the output.\n")


def _lines(stream: TextIO) -> Iterator[str]:
    """The lines, each cut where it is longer than any question."""
    while line := stream.readline(MAX_LINE):
        if not line.endswith("\n") and len(line) == MAX_LINE:
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith("\n"):
                pass
        yield line


def rows_for(engine: "Engine", number: int, line: str, top: int) -> Iterator[dict[str, Any]]:
    """The output rows of one input line; one error row where it is malformed."""
    from knowledge.answer import Question
    from knowledge.row import answer_row

    given: object = None
    try:
        row = json.loads(line, parse_constant=_refuse)
        if not isinstance(row, dict):
            raise TypeError("a row is a JSON object")
        given = row.get("id")
        if "id" not in row:
            raise ValueError('"id" is missing')
        if isinstance(given, float) and not math.isfinite(given):
            given = None
            raise ValueError('"id" is out of range')
        turns = _turns(row)
    except (ValueError, TypeError, RecursionError) as error:
        code = "not_json" if isinstance(error, json.JSONDecodeError | RecursionError) else "bad_row"
        message = f"not a JSON object: {error}" if code == "not_json" else str(error)
        yield {"id": given, "turn": 0, "line": number, "error": {"code": code, "message": message}}
        return
    for turn, text in enumerate(turns):
        began = time.perf_counter()
        found = engine.answer(Question(text, tuple(turns[:turn])), top)
        yield answer_row(given, turn, found, (time.perf_counter() - began) * 1000)


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is no JSON value")


def _turns(row: dict[str, Any]) -> list[str]:
    if "turns" in row:
        turns = row["turns"]
        if not isinstance(turns, list) or not turns or len(turns) > MAX_TURNS:
            raise ValueError(f'"turns" should be a list of 1 to {MAX_TURNS} objects {{"q": "…"}}')
        texts = [t.get("q") if isinstance(t, dict) else None for t in turns]
    else:
        texts = [row.get("q")]
    if not all(isinstance(t, str) for t in texts):
        raise ValueError('"q" should be a string')
    return [str(t) for t in texts]


def _print(row: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")

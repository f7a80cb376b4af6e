"""`nvcn eval`: tables on standard output, the misses on standard error."""

import json
import re
from pathlib import Path

from tests.bot.commands.process import run

TURNS = [
    {"q": "韩梅觉得难点是什么", "gold": ["散热是眼下最大的难题"]},
    {"q": "那李雷呢?", "gold": ["去年我们只卖了两百块卡"]},
]
QUESTIONS = [
    {"id": "right", "q": "K7要花多少钱?", "lang": "zh", "kind": "number", "gold": ["它的K7卡一块卖300元"]},
    {"id": "wrong", "q": "how much is a K7?", "lang": "en", "kind": "number", "gold": ["看门的猫叫团子"]},
    {"id": "silent", "q": "明天天气怎么样", "lang": "zh", "kind": "far", "gold": [], "want": "none"},
    {"id": "thread", "lang": "zh", "kind": "ellipsis", "turns": TURNS},
]


def written(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), "utf-8")
    return path


def test_figures_statuses_calibration_and_misses_are_told(compiled_folder: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "eval", written(tmp_path / "q.jsonl", *QUESTIONS), "--knowledge", compiled_folder)
    assert done.returncode == 0
    table = {line.split("  ")[0].strip(): line for line in done.stdout.decode().splitlines()}
    whole = table["q.jsonl: all"]
    assert re.search(r" n 5 +hit@1 0\.750 ", whole)
    assert "silent none 1.000" in whole
    assert {"q.jsonl: lang zh", "q.jsonl: lang en", "q.jsonl: kind far", "q.jsonl: kind ellipsis"} <= table.keys()
    text = done.stdout.decode()
    assert re.search(r"^  none +-> none +1$", text, re.MULTILINE)
    assert "\nAUROC 1.0000   expected calibration error 0." in text
    assert re.fullmatch(r"wrong\.0 rank \d \w+ 'how much is a K7\?' got k7-price\n", done.stderr.decode())


def test_no_more_misses_are_told_than_asked_for(compiled_folder: Path, tmp_path: Path) -> None:
    done = run(
        tmp_path, "eval", written(tmp_path / "q.jsonl", *QUESTIONS), "--misses", "0", "--knowledge", compiled_folder
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_questions_of_one_side_only_have_no_auroc(compiled_folder: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "eval", written(tmp_path / "q.jsonl", QUESTIONS[0]), "--knowledge", compiled_folder)
    assert done.returncode == 0
    assert b"AUROC - (needs answerable and silent questions)" in done.stdout


def test_a_row_that_cannot_be_read_is_one_sentence(compiled_folder: Path, tmp_path: Path) -> None:
    done = run(
        tmp_path, "eval", written(tmp_path / "q.jsonl", QUESTIONS[0], {"q": "?"}), "--knowledge", compiled_folder
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert re.fullmatch(r"nvcn: .*q\.jsonl, line 2: can't be read .*\n", done.stderr.decode())


def test_a_missing_file_is_a_usage_error(compiled_folder: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "eval", "nowhere.jsonl", "--knowledge", compiled_folder)
    assert (done.returncode, done.stdout) == (2, b"")

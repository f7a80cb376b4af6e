"""`nvcn ask`: an answer in the terminal, as Slack would show it, and zero whatever the answer."""

import re
from pathlib import Path

import pytest

from knowledge.engine import Engine
from tests.bot.commands.process import out, rows, run
from tests.knowledge import sample


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("K7要花多少钱?", "一块K7卡卖300元。"),
        ("how much is a K7?", "A K7 card sells for 300 yuan."),
        ("明天天气怎么样", ""),
        ("K7显存多大", ""),
        ("", ""),
        ("\U0001f980", ""),
    ],
)
def test_asking_ends_with_zero_whatever_the_answer(compiled_folder: Path, question: str, shown: str) -> None:
    text = out(run(compiled_folder, "ask", question, "--knowledge", compiled_folder))
    assert text.strip()
    assert text.startswith(shown)


def test_the_answer_shows_statement_quotation_speaker_and_caveat(compiled_folder: Path) -> None:
    text = out(run(compiled_folder, "ask", "K7要花多少钱?", "--knowledge", compiled_folder))
    assert "│ 它的K7卡一块卖300元," in text
    assert "数额可疑" in text
    assert "晨报" in text
    assert "《海星公司》" in text


def test_words_of_a_question_need_no_quotes(compiled_folder: Path) -> None:
    text = out(run(compiled_folder, "ask", "--knowledge", compiled_folder, "how", "much", "is", "a", "K7"))
    assert text.startswith("A K7 card sells for 300 yuan.")


def test_json_is_the_row_that_answer_prints(compiled_folder: Path) -> None:
    (row,) = rows(run(compiled_folder, "ask", "--json", "K7要花多少钱?", "--top", "2", "--knowledge", compiled_folder))
    assert list(row) == ["id", "turn", "status", "confidence", "facts", "took_ms"]
    assert (row["id"], row["turn"], row["status"], len(row["facts"])) == (None, 0, "answered", 2)
    assert "reasons" not in row["facts"][0]


def test_explain_tells_every_contribution_in_words(compiled_folder: Path) -> None:
    text = out(run(compiled_folder, "ask", "--explain", "K7要花多少钱?", "--knowledge", compiled_folder))
    assert re.search(r"^status answered, confidence [01]\.\d{3}$", text, re.MULTILINE)
    assert re.search(r"^k7-price  score [01]\.\d{3}$", text, re.MULTILINE)
    assert re.search(r"^  +[+-]\d+\.\d\d  edit similarity to its three nearest known wordings: ", text, re.MULTILINE)


def test_explain_goes_with_json(compiled_folder: Path) -> None:
    (row,) = rows(run(compiled_folder, "ask", "--explain", "--json", "K7要花多少钱?", "--knowledge", compiled_folder))
    assert row["facts"][0]["reasons"][0].keys() == {"what", "matched", "points"}


def test_the_folder_is_that_of_the_settings(compiled_folder: Path, tmp_path: Path) -> None:
    asked = run(tmp_path, "ask", "how much is a K7?", NVCN_KNOWLEDGE=str(compiled_folder))
    assert out(asked).startswith("A K7 card sells for 300 yuan.")
    (tmp_path / ".env").write_text(f"NVCN_KNOWLEDGE={compiled_folder}\n")
    assert out(run(tmp_path, "ask", "how much is a K7?")) == asked.stdout.decode()


def test_the_option_goes_before_the_settings(compiled_folder: Path, tmp_path: Path) -> None:
    asked = run(tmp_path, "ask", "how much is a K7?", "--knowledge", compiled_folder, NVCN_KNOWLEDGE="nowhere")
    assert out(asked).startswith("A K7 card sells for 300 yuan.")


def test_the_shipped_base_is_asked_by_default(tmp_path: Path) -> None:
    Engine.open()  # whose index may have to be built first
    text = out(run(tmp_path, "ask", "黄仁勋在年会上跳了什么舞?"))
    assert "秧歌" in text


@pytest.mark.parametrize(
    "command",
    [
        ["ask", "K7"],
        ["answer", "--jsonl"],
        ["export"],
        ["facts"],
        ["show", "k7-price"],
        ["browse", "topics"],
        ["check"],
    ],
)
def test_an_unknown_setting_of_ours_is_told_and_ends_with_two(tmp_path: Path, command: list[str]) -> None:
    done = run(tmp_path, *command, NVCN_KNOWLEGDE="x")
    assert (done.returncode, done.stdout) == (2, b"")
    assert re.fullmatch(r"nvcn: NVCN_KNOWLEGDE .*NVCN_KNOWLEDGE.*\n", done.stderr.decode())


@pytest.mark.parametrize(
    "command", [["ask", "K7"], ["answer", "--jsonl"], ["export"], ["facts"], ["show", "k7-price"], ["browse", "topics"]]
)
def test_a_missing_folder_is_one_sentence_and_ends_with_one(tmp_path: Path, command: list[str]) -> None:
    done = run(tmp_path, *command, "--knowledge", "nowhere")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == (
        "nvcn: nowhere is not a knowledge folder: knowledge.yaml is missing. "
        "Give another folder with --knowledge or NVCN_KNOWLEDGE; the manual for curators says what one holds.\n"
    )


def test_an_unsound_folder_is_one_sentence_and_ends_with_one(folder: Path) -> None:
    sample.change(folder, "sources/starfish.txt", "烟台", "眼台")
    done = run(folder, "ask", "K7", "--knowledge", folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert re.fullmatch(
        r"nvcn: The knowledge in .* can't be used\. sources/starfish\.txt: the stored text has changed .*\n",
        done.stderr.decode(),
    )


def test_the_first_question_says_that_the_index_is_built_and_the_next_does_not(folder: Path) -> None:
    first, second = (run(folder, "ask", "how much is a K7", "--knowledge", folder) for _ in range(2))
    assert first.stderr.decode().startswith("Building the index of ")
    assert second.stderr == b""
    assert first.stdout == second.stdout

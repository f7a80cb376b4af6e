"""Speed and memory, side by side with others in one run: medians and ratios, on one core.

    python benchmarks/speed.py [QUESTIONS.jsonl] [--runs 7]

An answer is compared with `rapidfuzz.process.extract` (WRatio) over the facts' statements. A cold `nvcn ask` is
compared with a process that only runs stock `jieba.initialize()` with its cache warm.
"""

import argparse
import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz, process

from knowledge.answer import Question
from knowledge.engine import Engine
from knowledge.evaluate import read_questions

HERE = Path(__file__).parent
QUESTIONS = HERE.parent / "tests" / "data" / "questions_dev.jsonl"
JIEBA = "import jieba; jieba.setLogLevel(60); jieba.initialize()"


def timed(work: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Milliseconds of each question."""
    out = []
    for question in questions:
        began = time.perf_counter()
        work(question)
        out.append((time.perf_counter() - began) * 1000)
    return out


def answers(questions: Sequence[str], runs: int) -> None:
    """The median and the 95th percentile of an answer, in turn with WRatio's."""
    engine = Engine.open()
    statements = [s for f in engine.base.facts for s in (f.statement.zh, f.statement.en) if s]
    ours: list[float] = []
    theirs: list[float] = []
    timed(lambda q: engine.answer(Question(q)), questions)  # warm, as in a running bot
    gc.freeze()
    for _ in range(runs):
        ours += timed(lambda q: engine.answer(Question(q)), questions)
        theirs += timed(lambda q: process.extract(q, statements, scorer=fuzz.WRatio), questions)
    middle, other = statistics.median(ours), statistics.median(theirs)
    late = statistics.quantiles(ours, n=20)[-1]
    print(f"an answer: median {middle:.2f} ms, p95 {late:.2f} ms ({late / middle:.2f} of the median)")
    both = f"rapidfuzz extract, WRatio, {len(statements)} statements in both languages"
    print(f"{both}: median {other:.2f} ms; ratio {middle / other:.2f}")
    chinese = [f.statement.zh for f in engine.base.facts if f.statement.zh]
    half = statistics.median(timed(lambda q: process.extract(q, chinese, scorer=fuzz.WRatio), questions))
    print(f"likewise over the {len(chinese)} Chinese ones alone: median {half:.2f} ms; ratio {middle / half:.2f}")


def cold(runs: int) -> None:
    """Wall time and peak memory of whole processes, in turn."""
    commands = {
        "nvcn ask": [sys.executable, "-m", "bot", "ask", "H20"],
        "jieba.initialize": [sys.executable, "-c", JIEBA],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peak: dict[str, list[float]] = {name: [] for name in commands}
    for run in range(runs + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=HERE.parent)
            _, _, used = os.wait4(child.pid, 0)
            if run:  # the first one warms the caches
                seconds[name].append(time.perf_counter() - began)
                peak[name].append(used.ru_maxrss / 1024)
    for name in commands:
        print(f"{name}: median {statistics.median(seconds[name]):.3f} s, {statistics.median(peak[name]):.0f} MB")
    ours, theirs = commands
    pairs = [a / b for a, b in zip(seconds[ours], seconds[theirs], strict=True)]
    memory = statistics.median(peak[ours]) / statistics.median(peak[theirs])
    print(f"ratio of time, pair by pair: median {statistics.median(pairs):.2f}; of memory: {memory:.2f}")


def main() -> int:
    """Print both comparisons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="?", type=Path, default=QUESTIONS)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    cold(args.runs)  # first: a child's peak is never below its parent's size when it was started
    answers([a.text for a in read_questions(args.questions)], args.runs)
    print(f"this process at its peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

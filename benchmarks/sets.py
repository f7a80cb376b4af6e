"""Mean F1 of the sets that answer questions for lists, comparisons, overviews, and what somebody says.

    python benchmarks/sets.py [SETS.jsonl] [--top 20]

A row is {"id", "q", "kind", "facts": [ids of all facts of a complete answer]}.
"""

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

from knowledge.answer import Question
from knowledge.engine import Engine
from knowledge.evaluate import f1, members

SETS = Path(__file__).parent.parent / "tests" / "data" / "sets_own.jsonl"


def main() -> int:
    """Print each question's F1, and the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=SETS)
    parser.add_argument("--top", type=int, default=20)
    args = parser.parse_args()
    engine = Engine.open()
    by_kind: dict[str, list[float]] = defaultdict(list)
    for line in args.file.read_text("utf-8").splitlines():
        row = json.loads(line)
        given = members(engine.answer(Question(row["q"]), args.top))
        score = f1(given, row["facts"])
        by_kind[row["kind"]].append(score)
        print(f"{row['id']} {row['kind']:8s} {score:.2f}  given {len(given)}, wanted {len(row['facts'])}  {row['q']}")
    every = [score for scores in by_kind.values() for score in scores]
    means = ", ".join(f"{kind} {sum(scores) / len(scores):.2f}" for kind, scores in by_kind.items())
    print(f"mean F1 {sum(every) / len(every):.3f} of {len(every)}: {means}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What each part of the matching buys: the ranking fitted again without it, cross-validated hit@1.

python benchmarks/ablation.py QUESTIONS.jsonl …
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from fit import Case, ask_cases, fold_engines, question_cases, validated

from knowledge.compiled import compile_base
from knowledge.engine import Engine
from knowledge.evaluate import read_questions
from knowledge.files import SHIPPED, read_files
from knowledge.folder import load
from knowledge.rank import RANKED
from knowledge.weights import shipped

PARTS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "coverage of the meaning": ("cover_sem",),
    "typical words (all channels)": ("typical_sem", "typical_chr", "typical_pin"),
    "edit similarity to asks, as written": ("wording", "wordings"),
    "edit similarity of gists (names and synonyms made equal)": ("gist", "gists"),
    "both edit similarities": ("wording", "wordings", "gist", "gists"),
    "telling close facts apart": ("among_chr",),
    "kind of answer": ("kind",),
    "missing and clashing names": ("names_missing", "names_clash"),
    "characters": ("typical_chr", "among_chr", "wording", "wordings"),
    "sounds": ("typical_pin",),
    "meaning (names, thesaurus, words)": ("cover_sem", "typical_sem", "gist", "gists"),
    "what stands beside in the thread": ("nearby", "speaker"),
}


def without(cases: Sequence[Case], columns: Sequence[str]) -> list[Case]:
    """The cases with some columns emptied."""
    gone = [RANKED.index(c) for c in columns]
    out = []
    for case in cases:
        values = case.values.copy()
        values[:, gone] = 0.0
        out.append(Case(values, case.right, case.weight, case.group))
    return out


def main() -> int:
    """Print the table, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    args = parser.parse_args()
    base = load(read_files(SHIPPED))
    engine = Engine(base, compile_base(base), shipped())
    cases = question_cases(engine, [a for f in args.files for a in read_questions(f)])
    own = ask_cases(fold_engines(base, shipped()), 0.02)
    start = np.array([shipped().rank.get(n, 0.0) for n in RANKED])
    print(f"{len(cases)} questions and turns, five folds\n\n| left out | hit@1 |\n|---|---|")
    for name, columns in PARTS.items():
        print(f"| {name} | {validated(without(cases, columns), without(own, columns), start):.3f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())

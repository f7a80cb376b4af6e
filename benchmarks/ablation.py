"""What each part of the matching buys: the ranking fitted again without it, cross-validated hit@1.

python benchmarks/ablation.py QUESTIONS.jsonl …
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from fit import FOLDS, Case, Floats, ask_cases, fit_ranking, fold_engines, question_cases
from sklearn.model_selection import GroupKFold

from knowledge.compiled import compile_base
from knowledge.engine import Engine
from knowledge.evaluate import read_questions
from knowledge.files import SHIPPED, read_files
from knowledge.folder import load
from knowledge.rank import RANKED
from knowledge.weights import shipped

PARTS: dict[str, tuple[str, ...]] = {
    "everything": (),
    "coverage of the meaning": ("cover_sem",),
    "typical words (all channels)": ("typical_sem", "typical_chr", "typical_pin"),
    "edit similarity to asks": ("wording", "wordings", "sounding", "gist", "gists"),
    "gists (names and synonyms made equal)": ("gist", "gists"),
    "telling close facts apart": ("among_sem", "among_chr", "among_pin"),
    "kind of answer": ("kind", "ask_kind"),
    "missing and clashing names": ("names_missing", "names_clash"),
    "single asks, statements, quotes": ("ask", "statement", "quote"),
    "characters": ("cover_chr", "typical_chr", "among_chr", "wording", "wordings"),
    "sounds": ("cover_pin", "typical_pin", "among_pin", "sounding"),
    "meaning (names, thesaurus, words)": ("ask", "statement", "quote", "cover_sem", "typical_sem", "among_sem"),
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


def validated(cases: Sequence[Case], own: Sequence[Case], start: Floats) -> float:
    """Hit@1 of questions that the fitting did not see."""
    groups = [c.group for c in cases]
    right = []
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        weights = fit_ranking([*(cases[i] for i in train), *own], start, 0.05)
        right += [cases[i].right[int(np.argmax(cases[i].values @ weights))] for i in test]
    return float(np.mean(right))


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

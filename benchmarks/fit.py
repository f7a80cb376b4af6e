"""Fits the numbers of knowledge/weights.toml and reports, by cross-validation, what they reach.

    python benchmarks/fit.py [--write] QUESTIONS.jsonl …

Ranking: a softmax over documents (ListNet's top-one likelihood, Cao et al. 2007), trained on the base's own asks, each
looked up in an index built without it, and on the question files; sets likewise, on their own asks. Confidence and
nearness: logistic regressions on the signals of the ranking, trained on the question files. Folds keep a thread
together.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from knowledge.compiled import Row, compile_base, rows_of
from knowledge.engine import Engine
from knowledge.evaluate import Asked, f1, hits, passages, read_questions
from knowledge.files import SHIPPED, read_files
from knowledge.folder import load
from knowledge.rank import RANKED, Ranking
from knowledge.schema import FactBase
from knowledge.weights import Weights, shipped

FOLDS = 5
ALIKE = 0.6  # F1 of two sets' facts from which the one will do for the other
KEPT = 60  # documents of a question that enter the softmax: the best so far
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with its documents' columns, and which of its documents answer it."""

    values: Floats
    right: npt.NDArray[np.bool_]
    weight: float
    group: str


def question_cases(engine: Engine, asked: Sequence[Asked]) -> list[Case]:
    """The question files as cases; threads are played turn by turn with the present weights."""
    cases = []
    text = next(iter(engine.base.texts.values()))
    for a in asked:
        if not a.gold:
            continue
        judged = engine.judge(a.text, engine.turns(a.earlier))
        places = passages(text, a.gold)
        right = np.array([hits(f, places) for f in engine.base.facts])
        if right.any():
            cases.append(kept(judged.ranking, right, 1.0, f"{a.file} {a.id}"))
    return cases


def kept(ranking: Ranking, right: npt.NDArray[np.bool_], weight: float, group: str) -> Case:
    """A case of the documents that matter: the best ones and the right ones."""
    chosen = sorted({*ranking.facts[:KEPT], *np.flatnonzero(right).tolist()})
    return Case(ranking.values[:, chosen].T.astype(np.float64), right[chosen], weight, group)


def fold_engines(base: FactBase, weights: Weights) -> list[tuple[Engine, list[Row]]]:
    """For each fold, an engine without a fifth of the asks, and those asks."""
    rows = rows_of(base)
    out = []
    for fold in range(FOLDS):
        left = [r for i, r in enumerate(rows) if not (r.view == "ask" and i % FOLDS == fold)]
        held = [r for i, r in enumerate(rows) if r.view == "ask" and i % FOLDS == fold]
        out.append((Engine(base, compile_base(base, left), weights), held))
    return out


def ask_cases(engines: Sequence[tuple[Engine, list[Row]]], weight: float) -> list[Case]:
    """The base's own asks as cases: a fact answers an ask of another that quotes the same passage."""
    cases = []
    for engine, held in engines:
        facts = engine.base.facts
        spans = [{i for q in f.quotes for i in range(q.start, q.end)} for f in facts]
        for row in (r for r in held if r.document < len(facts)):
            own = spans[row.document]
            right = np.array([len(own & s) >= 0.6 * len(own) for s in spans])
            ranking = engine.judge(row.text, []).ranking
            cases.append(kept(ranking, right, weight, f"ask {row.document}"))
    return cases


def set_cases(engines: Sequence[tuple[Engine, list[Row]]]) -> list[Case]:
    """The asks of sets as cases, among the sets alone: those are right that share most of the asked one's facts."""
    cases = []
    for engine, held in engines:
        base = engine.base
        first = len(base.facts) + len(base.silences)
        for row in (r for r in held if r.document >= first):
            judged = engine.judge(row.text, [])
            numbers, values, _ = engine.ranker.close_sets(judged.completed.features, judged.ranking)
            asked = base.sets[row.document - first]
            right = np.array([f1(base.sets[n].facts, asked.facts) >= ALIKE for n in numbers])
            if right.any():
                cases.append(Case(values.T.astype(np.float64), right, 1.0, f"set {asked.id}"))
    return cases


def fit_ranking(cases: Sequence[Case], start: Floats, strength: float) -> Floats:
    """Weights that give the right documents the most of a softmax; a ridge pulls them to `start`."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, slope = 0.0, np.zeros_like(weights)
        for case in cases:
            points = case.values @ weights
            points -= points.max()
            shares = np.exp(points)
            shares /= shares.sum()
            mass = shares[case.right].sum() + 1e-12
            total -= case.weight * np.log(mass)
            own = np.where(case.right, shares / mass, 0.0)
            slope += case.weight * (case.values.T @ (shares - own))
        gap = weights - start
        return total + strength * float(gap @ gap), slope + 2 * strength * gap

    # What was just said may be asked again or not; of everything else it is known which way it points.
    signs = {"again": (None, None), **{n: (None, 0.0) for n in RANKED if n.endswith(("_missing", "_clash"))}}
    bounds = [signs.get(name, (0.0, None)) for name in RANKED]
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x)


def hit_at_1(cases: Sequence[Case], weights: Floats) -> float:
    """The share of cases whose best document is right."""
    return float(np.mean([c.right[int(np.argmax(c.values @ weights))] for c in cases]))


def validated(cases: Sequence[Case], own: Sequence[Case], start: Floats) -> float:
    """Hit@1 of cases that the fitting did not see; `own` is always fitted on."""
    groups = [c.group for c in cases]
    right = []
    for train, test in GroupKFold(FOLDS).split(groups, groups=groups):
        weights = fit_ranking([*(cases[i] for i in train), *own], start, 0.05)
        right += [cases[i].right[int(np.argmax(cases[i].values @ weights))] for i in test]
    return float(np.mean(right))


@dataclass(frozen=True)
class Sample:
    """A question as the confidence sees it."""

    signals: dict[str, float]
    right: bool
    near: bool | None
    gold: bool
    group: str
    kind: str


def samples(engine: Engine, asked: Sequence[Asked]) -> list[Sample]:
    """The question files as samples."""
    out = []
    text = next(iter(engine.base.texts.values()))
    for a in asked:
        judged = engine.judge(a.text, engine.turns(a.earlier))
        top = judged.ranking.facts[0]
        right = bool(a.gold) and hits(engine.base.facts[top], passages(text, a.gold))
        near = True if a.gold or a.want == "related" else False if a.want == "none" else None
        out.append(Sample(dict(judged.signals.values), right, near, bool(a.gold), f"{a.file} {a.id}", a.kind))
    return out


def matrix(rows: Sequence[Sample], names: Sequence[str]) -> Floats:
    """Samples by signals."""
    return np.array([[r.signals.get(n, 0.0) for n in names] for r in rows])


def fit_logistic(
    rows: Sequence[Sample], labels: Sequence[bool], names: Sequence[str], c: float
) -> tuple[Floats, float]:
    """Ridge logistic regression on signals of equal spread; (weights, intercept) for the signals as they are."""
    values = matrix(rows, names)
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-6
    model = LogisticRegression(C=c, max_iter=5000)
    model.fit((values - mean) / spread, np.array(labels))
    weights = model.coef_[0] / spread
    return weights, float(model.intercept_[0] - weights @ mean)


def platt(given: Floats, right: Sequence[bool]) -> tuple[float, float]:
    """Slope and shift of the log-odds that calibrate probabilities of questions not seen in fitting (Platt 1999)."""
    odds = np.log(given / (1 - given)).reshape(-1, 1)
    model = LogisticRegression(C=1e6).fit(odds, np.array(right))
    return float(model.coef_[0][0]), float(model.intercept_[0])


def probabilities(rows: Sequence[Sample], names: Sequence[str], fitted: tuple[Floats, float]) -> Floats:
    """The fitted probabilities."""
    return np.asarray(1 / (1 + np.exp(-(matrix(rows, names) @ fitted[0] + fitted[1]))))


def main() -> int:
    """Fit, report, and with --write replace the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--asks-weight", type=float, default=0.02)
    parser.add_argument("--c", type=float, default=0.1)
    parser.add_argument("--knowledge", type=Path, default=SHIPPED)
    parser.add_argument("files", nargs="+", type=Path)
    args = parser.parse_args()
    base = load(read_files(args.knowledge))
    weights = shipped()
    start = np.array([weights.rank.get(n, 0.0) for n in RANKED])
    asked = [a for path in args.files for a in read_questions(path)]
    engine = Engine(base, compile_base(base), weights)
    cases = question_cases(engine, asked)
    engines = fold_engines(base, weights)
    own = ask_cases(engines, args.asks_weight)
    print(
        f"{len(cases)} questions, {len(own)} asks; "
        f"now hit@1 {hit_at_1(cases, start):.4f} asks {hit_at_1(own, start):.4f}"
    )
    print(f"ranking, cross-validated: hit@1 {validated(cases, own, start):.4f}")
    fitted = fit_ranking(cases + own, start, 0.05)
    print(f"ranking, fitted: hit@1 {hit_at_1(cases, fitted):.4f} asks {hit_at_1(own, fitted):.4f}")
    weights = replace(weights, rank=dict(zip(RANKED, fitted.tolist(), strict=True)))
    for name, value in weights.rank.items():
        print(f"  {name:18s} {value:8.3f}")
    sets = set_cases(engines)
    begin = np.array([weights.sets.get(n, 0.0) for n in RANKED])
    print(
        f"{len(sets)} asks of sets; now hit@1 {hit_at_1(sets, begin):.4f}, by the facts' {hit_at_1(sets, start):.4f}, ",
        end="",
    )
    print(f"cross-validated {validated(sets, [], begin):.4f}")
    told_apart = fit_ranking(sets, begin, 0.05)
    weights = replace(weights, sets=dict(zip(RANKED, told_apart.tolist(), strict=True)))
    engine = Engine(base, compile_base(base), weights)
    rows = samples(engine, asked)
    names = sorted(rows[0].signals)
    both, near = fit_probabilities(rows, names, args.c)
    weights = replace(weights, confidence=both, near=near)
    if args.write:
        write(weights)
        print("written")
    return 0


def fit_probabilities(rows: list[Sample], names: list[str], c: float) -> tuple[dict[str, float], dict[str, float]]:
    """Both regressions, their cross-validated figures printed; (confidence, nearness)."""
    groups = [r.group for r in rows]
    out = np.zeros(len(rows))
    out_near = np.zeros(len(rows))
    for train, test in GroupKFold(FOLDS).split(rows, groups=groups):
        part = [rows[i] for i in train]
        held = [rows[i] for i in test]
        out[test] = probabilities(held, names, fit_logistic(part, [r.right for r in part], names, c))
        known = [r for r in part if r.near is not None]
        out_near[test] = probabilities(held, names, fit_logistic(known, [bool(r.near) for r in known], names, c))
    gold = np.array([r.gold for r in rows])
    slope, shift = platt(out, [r.right for r in rows])
    out = np.minimum(1 / (1 + np.exp(-(slope * np.log(out / (1 - out)) + shift))), out_near)
    print(
        f"confidence, cross-validated: AUROC {roc_auc_score(gold, out):.4f} "
        f"(of right: {roc_auc_score([r.right for r in rows], out):.4f})"
    )
    labelled = [i for i, r in enumerate(rows) if r.near is not None]
    print(f"nearness, cross-validated: AUROC {roc_auc_score([rows[i].near for i in labelled], out_near[labelled]):.4f}")
    for limit in (0.4, 0.5, 0.55, 0.6, 0.65, 0.7):
        silent = [i for i, r in enumerate(rows) if not r.gold]
        parts = [f"answered of silent {np.mean(out[silent] >= limit):.3f}"]
        for kind in ("near", "false"):
            own = [i for i in silent if rows[i].kind == kind]
            parts.append(f"{kind} {np.mean(out[own] >= limit):.3f}" if own else "")
        right = [i for i, r in enumerate(rows) if r.gold]
        parts.append(f"right {np.mean([rows[i].right and out[i] >= limit for i in right]):.3f}")
        print(f"  threshold {limit}: " + ", ".join(parts))
    bins = np.clip((out * 10).astype(int), 0, 9)
    ece = sum(
        abs(out[bins == b].mean() - np.mean([rows[i].right for i in np.flatnonzero(bins == b)])) * np.mean(bins == b)
        for b in range(10)
        if (bins == b).any()
    )
    print(f"  expected calibration error {ece:.4f}")
    full = fit_logistic(rows, [r.right for r in rows], names, c)
    known = [r for r in rows if r.near is not None]
    full_near = fit_logistic(known, [bool(r.near) for r in known], names, c)
    fit = {"intercept": slope * full[1] + shift, **dict(zip(names, (slope * full[0]).tolist(), strict=True))}
    fit_near = {"intercept": full_near[1], **dict(zip(names, full_near[0].tolist(), strict=True))}
    print(
        "  far answered none:",
        {
            t: round(float(np.mean([out_near[i] < t for i in labelled if not rows[i].near])), 3)
            for t in (0.4, 0.5, 0.6, 0.7, 0.8)
        },
        "near kept:",
        {
            t: round(float(np.mean([out_near[i] >= t for i in labelled if rows[i].near and not rows[i].gold])), 3)
            for t in (0.4, 0.5, 0.6, 0.7, 0.8)
        },
    )
    return fit, fit_near


def write(weights: Weights) -> None:
    """Replace the numbers of weights.toml, keeping its head and the thresholds, which are chosen by hand."""
    limits = {"answered": weights.answered_from, "near": weights.near_from}
    path = Path(__file__).parent.parent / "knowledge" / "weights.toml"
    head = re.match(r"(?:#[^\n]*\n)+", path.read_text("utf-8"))
    parts = [head.group() if head else ""]
    for title, table in (
        ("rank", weights.rank),
        ("sets", weights.sets),
        ("confidence", weights.confidence),
        ("near", weights.near),
    ):
        parts.append(f"\n[{title}]\n" + "".join(f"{k} = {v:.4f}\n" for k, v in table.items()))
    parts.append("\n[thresholds] # probabilities\n" + "".join(f"{k} = {v}\n" for k, v in limits.items()))
    path.write_text("".join(parts), "utf-8")


if __name__ == "__main__":
    sys.exit(main())

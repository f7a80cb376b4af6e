"""`nvcn eval`: how well the base answers a file of questions with known passages."""

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.folder import Knowledge, open_knowledge


def evaluate(
    files: Annotated[
        list[Path],
        typer.Argument(help='JSONL: {"id", "q", "gold": [passages]} or {"id", "turns"}.', exists=True, dir_okay=False),
    ],
    knowledge: Knowledge = None,
    misses: Annotated[int, typer.Option(min=0, help="How many misses to print.")] = 20,
) -> None:
    """Tables by kind and language, the confusion of statuses, calibration, and the misses."""
    from knowledge import evaluate as ev
    from knowledge.answer import Question

    engine = open_knowledge(knowledge)
    asked = [a for path in files for a in ev.read_questions(path)]
    outcomes = []
    lost = []
    for a in asked:
        answer = engine.answer(Question(a.text, a.earlier))
        outcome = ev.outcome(a, answer, engine.base.texts)
        outcomes.append(outcome)
        if (a.gold and outcome.rank != 1) or (not a.gold and answer.status == "answered"):
            first = answer.found[0].fact.id if answer.found else "-"
            lost.append(f"{a.id}.{a.turn} rank {outcome.rank or '-'} {answer.status} {a.text!r} got {first}")
    for name, group in ev.groups(outcomes).items():
        row = ev.figures(group)
        cells = "  ".join(f"{k} {v:.0f}" if k in {"n", "quoted"} else f"{k} {v:.3f}" for k, v in row.items())
        sys.stdout.write(f"{name:40s} {cells}\n")
    sys.stdout.write("\nconfusion (wanted -> given):\n")
    wanted = Counter(("answered" if o.asked.gold else o.asked.want or "not answered", str(o.status)) for o in outcomes)
    for (want, given), count in sorted(wanted.items()):
        sys.stdout.write(f"  {want:13s} -> {given:9s} {count}\n")
    error, curve = ev.calibration(outcomes)
    area = ev.auroc(outcomes)
    sys.stdout.write(f"\nAUROC {area:.4f}" if area is not None else "\nAUROC - (needs answerable and silent questions)")
    sys.stdout.write(f"   expected calibration error {error:.4f}\nreliability (said, right, n):\n")
    for said, right, count in curve:
        sys.stdout.write(f"  {said:.2f}  {right:.2f}  {count}\n")
    for line in lost[:misses]:
        sys.stderr.write(line + "\n")

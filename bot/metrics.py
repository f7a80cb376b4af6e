"""Counters in the text format that Prometheus reads.

Format: https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format
"""

from collections import defaultdict

_HELP = {
    "nvcn_questions_total": "Questions answered, by surface and by how they ended.",
    "nvcn_repeats_total": "Events that came again and were not answered again.",
    "nvcn_errors_total": "Errors, by whether they were foreseen.",
    "nvcn_answer_seconds_sum": "Seconds spent on finding answers.",
    "nvcn_answer_seconds_count": "Answers looked for.",
}

Labels = tuple[tuple[str, str], ...]


class Metrics:
    """Counts since the start. Labels are names of our own, never what a user wrote."""

    def __init__(self) -> None:
        self._counts: defaultdict[tuple[str, Labels], float] = defaultdict(float)

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        """Count something that has a line of help."""
        if name not in _HELP:
            raise ValueError(f"{name} has no line of help in bot.metrics.")
        self._counts[(name, tuple(sorted(labels.items())))] += amount

    def text(self) -> str:
        """All counters; one that never counted shows as 0."""
        lines: list[str] = []
        for name, about in _HELP.items():
            lines += [f"# HELP {name} {about}", f"# TYPE {name} counter"]
            series = sorted((labels, count) for (counted, labels), count in self._counts.items() if counted == name)
            lines += [f"{name}{_shown(labels)} {count:g}" for labels, count in series or [((), 0)]]
        return "\n".join(lines) + "\n"


def _shown(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""

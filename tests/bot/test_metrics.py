"""Counters as Prometheus reads them."""

import pytest

from bot.metrics import Metrics


def test_counters_that_never_counted_are_zero() -> None:
    lines = Metrics().text().splitlines()
    assert lines[:3] == [
        "# HELP nvcn_questions_total Questions answered, by surface and by how they ended.",
        "# TYPE nvcn_questions_total counter",
        "nvcn_questions_total 0",
    ]


def test_labels_make_series_of_their_own() -> None:
    metrics = Metrics()
    metrics.add("nvcn_questions_total", surface="command", status="none")
    metrics.add("nvcn_questions_total", status="none", surface="command")
    metrics.add("nvcn_questions_total", status="answered", surface="command")
    metrics.add("nvcn_answer_seconds_sum", 0.25)
    lines = metrics.text().splitlines()
    assert 'nvcn_questions_total{status="answered",surface="command"} 1' in lines
    assert 'nvcn_questions_total{status="none",surface="command"} 2' in lines
    assert "nvcn_questions_total 0" not in lines
    assert "nvcn_answer_seconds_sum 0.25" in lines


def test_a_counter_needs_a_line_of_help() -> None:
    with pytest.raises(ValueError, match=r"nvcn_x has no line of help"):
        Metrics().add("nvcn_x")

"""How sure the engine is: signals of a ranking, and their calibrated probability (logistic regression)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a ranking before a probability is put on it; each named, each about 0..1 in size."""

    values: Mapping[str, float]

    def probability(self, weights: Mapping[str, float]) -> float:
        """The logistic of the weighted sum. Signals without a weight count for nothing."""
        total = weights.get("intercept", 0.0)
        total += sum(weights.get(name, 0.0) * value for name, value in self.values.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))

    def contributions(self, weights: Mapping[str, float]) -> list[tuple[str, float]]:
        """Each signal's share of the log-odds, largest first."""
        shares = [(name, weights.get(name, 0.0) * value) for name, value in self.values.items()]
        return sorted(shares, key=lambda share: -abs(share[1]))

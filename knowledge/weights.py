"""The fitted numbers of `weights.toml`, read once."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Weights:
    """Points by column for ranking, log-odds by signal for the two probabilities, and the two thresholds.

    `sets`: points by column, by which sets are told from each other.
    """

    rank: Mapping[str, float]
    sets: Mapping[str, float]
    confidence: Mapping[str, float]
    near: Mapping[str, float]
    answered_from: float
    near_from: float


@functools.cache
def shipped() -> Weights:
    """The weights that ship with the package."""
    data = tomllib.loads(resources.files("knowledge").joinpath("weights.toml").read_text("utf-8"))
    limits = data["thresholds"]
    return Weights(data["rank"], data["sets"], data["confidence"], data["near"], limits["answered"], limits["near"])

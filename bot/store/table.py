"""The tables."""

from sqlalchemy import Column, DateTime, Index, Integer, MetaData, String, Table, Text
from sqlalchemy.types import Float

METADATA = MetaData()

CLAIMS = Table(
    "claims",
    METADATA,
    Column("key", String(200), primary_key=True),
    Column("claimed_at", DateTime(timezone=True), nullable=False, index=True),
)

QUESTIONS = Table(
    "questions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("asked_at", DateTime(timezone=True), nullable=False),
    Column("team", String(30), nullable=False),
    Column("channel", String(30), nullable=False),
    Column("user", String(30), nullable=False),
    Column("surface", String(20), nullable=False),
    Column("question", Text, nullable=False),
    Column("lang", String(2), nullable=False),
    Column("status", String(20), nullable=False),
    Column("confidence", Float, nullable=False),
    Column("fact", String(80)),
    Index("questions_by_time", "asked_at"),
)

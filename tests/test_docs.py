"""Documented or fail: the documents name only settings, commands, targets, paths and quotations that there are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
import yaml

from bot.cli import app
from bot.settings import PREFIX, Settings, names
from knowledge.files import SHIPPED, read_files
from knowledge.folder import load
from knowledge.schema import Caveat, CaveatKind, Fact, FactKind

ROOT = Path(__file__).parents[1]
DOCS = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))

# Words in code that look like a path of ours and are none, each with its reason.
NO_PATHS = {
    ".env": "the operator's own file",
    ".index/": "made while running",
    ".venv/": "made by make",
    ".venv/bin/nvcn": "made by make",
    ".venv/bin/pip": "made by make",
    "my-base/knowledge.schema.json": "the curator's copy",
    "my-base/sources/nvidia-china-36kr.txt": "the curator's copy",
    "./my-base:/knowledge:ro": "Docker's notation",
    "../knowledge.schema.json": "the curator's copy",
    "nvcn-data:/data": "Docker's notation",
    "copy.sqlite3": "a backup",
}
# Settings that a document names although the bot does not read them.
NO_SETTINGS: dict[str, str] = {}
# Commands that the README's table leaves out.
NO_ROW: dict[str, str] = {}

PATH = re.compile(
    r"(?:\.{0,2}/)?[\w.*<>-]+(?:/[\w.*<>:-]*)+|[\w-]*\.(?:md|py|toml|ya?ml|lock|jsonl|txt|png|json|sqlite3)"
)


def _code(document: Path) -> list[str]:
    """The lines of code blocks, and every piece of inline code."""
    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += [line.strip() for line in rest.splitlines() if line.startswith("    ")]
    return lines + re.findall(r"`([^`\n]+)`", "\n".join(x for x in rest.splitlines() if not x.startswith("    ")))


def _commands() -> dict[str, set[str]]:
    """Every command of `nvcn --help` with its options."""
    group = typer.main.get_command(app)
    found = getattr(group, "commands", {})
    return {
        name: {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for name, command in found.items()
    }


def _rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    part = text.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    table = [line for line in part.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]


def _spoken_of() -> Iterator[tuple[Path, str, str]]:
    """Document, command and the rest of the line, for each time a document's code runs `nvcn`."""
    for document in DOCS:
        for line in _code(document):
            for found in re.finditer(r"(?:^|[ /])nvcn ([a-z]+)((?: [^#|]*)?)", line):
                if not line.startswith(("docker", "@nvcn", "/nvcn", "/invite")):
                    yield document, found[1], found[2]


def test_the_settings_table_is_what_the_bot_reads() -> None:
    rows = _rows("Settings")
    assert [name.strip("`") for name, _, _ in rows] == list(names())


def test_the_settings_table_gives_the_defaults_in_force() -> None:
    given = {name.strip("`"): default for name, _, default in _rows("Settings")}
    words = {str(f.alias): f.default for f in Settings.model_fields.values() if isinstance(f.default, str)}
    assert {name: given[name] for name in words} == {name: f"`{default}`" for name, default in words.items()}


def test_every_setting_that_a_document_names_is_read() -> None:
    named = {
        name
        for document in DOCS
        for line in _code(document)
        for name in re.findall(rf"\b(?:SLACK|{PREFIX.rstrip('_')})_[A-Z_]+\b", line)
    }
    assert named - set(names()) - NO_SETTINGS.keys() == set()


def test_the_commands_table_is_that_of_help() -> None:
    told = [re.match(r"`nvcn ([a-z]+)", row[0]) for row in _rows("Commands")]
    assert {found[1] for found in told if found} | NO_ROW.keys() == _commands().keys()
    assert len(told) == len(_commands()) - len(NO_ROW)


def test_every_command_and_option_in_a_document_exists() -> None:
    commands = _commands()
    spoken_of = list(_spoken_of())
    assert len(spoken_of) > 20
    for document, command, rest in spoken_of:
        assert command in commands, f"{document.name}: nvcn {command}"
        options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", rest)) - {"--help"}
        assert options <= commands[command], f"{document.name}: nvcn {command}{rest}"


def test_every_option_in_the_commands_table_is_one_of_its_command() -> None:
    commands = _commands()
    for row in _rows("Commands"):
        command = row[0].strip("`").split()[1]
        assert set(re.findall(r"--[a-z-]+", row[1])) <= commands[command], row


def test_the_commands_say_what_they_do() -> None:
    group = typer.main.get_command(app)
    for name, command in getattr(group, "commands", {}).items():
        assert isinstance(command.help, str), name
        assert command.help.strip().endswith("."), name


def test_every_make_target_in_a_document_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = {m for document in DOCS for line in _code(document) for m in re.findall(r"^make ([a-z]+)", line)}
    assert {"run", "test"} <= named
    assert named <= targets


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_every_path_in_a_document_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    links = [target.split("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in target]
    assert [link for link in links if not (document.parent / link).exists()] == []
    words = [word for line in _code(document) if "://" not in line for word in re.findall(r"[^\s`'\"=,;(){}|]+", line)]
    missing = [word for word in words if PATH.fullmatch(word) and word not in NO_PATHS and not _exists(word)]
    assert missing == []


def test_no_exemption_is_left_over() -> None:
    words = {word for document in DOCS for line in _code(document) for word in re.findall(r"[^\s`'\"=,;(){}|]+", line)}
    assert NO_PATHS.keys() <= words
    assert not NO_SETTINGS.keys() & set(names())
    assert NO_ROW.keys() <= _commands().keys()


def _exists(word: str) -> bool:
    """True for a path of the checkout or of a knowledge folder; `*` and `<id>` stand for any name."""
    if word.startswith("/"):
        return True  # a place on the web server or in the container
    pattern = re.sub(r"<\w+>", "*", word.rstrip("/"))
    return any(any(folder.glob(pattern)) for folder in (ROOT, ROOT / "docs", ROOT / "knowledge" / "base"))


def test_what_the_readme_quotes_stands_in_an_article() -> None:
    texts = [path.read_bytes().decode("utf-8-sig") for path in (ROOT / "seeds").iterdir()]
    quoted = re.findall(r"^ *│ (.+)$", (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert len(quoted) > 2
    assert [line for line in quoted if not any(line in text for text in texts)] == []


def test_the_example_of_a_fact_is_one() -> None:
    text = (ROOT / "docs" / "curating.md").read_text(encoding="utf-8")
    first, second, _ = re.findall(r"^```yaml\n(.*?)^```", text, re.M | re.S)
    fact = Fact.model_validate(yaml.safe_load(first)[0])
    caveat = Caveat.model_validate(yaml.safe_load(second)["caveats"][0])
    base = load(read_files(SHIPPED))
    shipped = {f.id: f for f in base.facts}[fact.id]
    assert (fact.statement, fact.said_by, fact.kind) == (shipped.statement, shipped.said_by, shipped.kind)
    assert set(fact.topics) <= {topic.id for topic in base.topics}
    assert fact.quotes[0].exact in base.texts[fact.quotes[0].source]
    assert caveat.model_copy(update={"basis": "text"}) != caveat
    assert caveat.note in [c.note for f in base.facts for c in f.caveats]
    for kinds in (FactKind, CaveatKind):
        assert ", ".join(kinds) in text


def test_the_picture_is_small_enough_to_load_anywhere() -> None:
    picture = (ROOT / "docs" / "playground.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) < 300_000

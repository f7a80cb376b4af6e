"""A sound folder loads as it is written; every damage is one clear problem with file, place and mend."""

import hashlib
from pathlib import Path

import pytest

from knowledge.errors import FolderMissingError, UnsoundFolderError
from knowledge.files import SHIPPED, read_files
from knowledge.folder import examine, load
from tests.knowledge import sample
from tests.knowledge.sample import base_of, change, problems_of

FIRM, REST = "facts/01-firm.yaml", "facts/02-rest.yaml"
TEXT_FILE = "sources/starfish.txt"


def test_a_sound_folder_holds_what_was_written(folder: Path) -> None:
    base = base_of(folder)
    assert [f.id for f in base.facts] == [c.id for c in sample.CLAIMS]
    assert [e.id for e in base.entities] == ["morning-paper", "starfish-inc", "li-lei", "han-mei", "k7", "p9"]
    assert [t.id for t in base.topics] == ["firm", "people", "goods"]
    assert [s.id for s in base.silences] == ["k7-memory", "weather"]
    assert [s.facts for s in base.sets] == [("headquarters-in-qingdao", "warehouse-in-yantai")]
    assert base.sources[0].published == "2021-04-01"
    assert base.texts == {"starfish": sample.TEXT}


def test_offsets_count_code_points_and_keep_windows_line_ends(folder: Path) -> None:
    base = base_of(folder)
    text = (folder / TEXT_FILE).read_bytes().decode()
    assert "\r\n" in base.texts["starfish"]
    for fact in base.facts:
        for quote in fact.quotes:
            assert text[quote.start : quote.end] == quote.exact


def test_a_byte_order_mark_is_no_part_of_a_text(folder: Path) -> None:
    raw = b"\xef\xbb\xbf" + sample.TEXT.encode()
    (folder / TEXT_FILE).write_bytes(raw)
    manifest = sample.MANIFEST.format(sha256=hashlib.sha256(raw).hexdigest())
    (folder / "knowledge.yaml").write_bytes(b"\xef\xbb\xbf" + manifest.encode())
    (folder / FIRM).write_bytes(b"\xef\xbb\xbf" + (folder / FIRM).read_bytes())
    assert base_of(folder).texts == {"starfish": sample.TEXT}


def test_yaml_with_windows_line_ends_means_the_same(folder: Path) -> None:
    before = base_of(folder)
    for path in (folder / "facts").glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert base_of(folder) == before


def test_only_the_manifest_is_needed(folder: Path) -> None:
    for path in [p for p in folder.rglob("*.yaml") if p.name != "knowledge.yaml"]:
        path.unlink()
    base = base_of(folder)
    assert (base.facts, base.entities, len(base.sources)) == ((), (), 1)


def test_a_date_stays_the_text_it_is(folder: Path) -> None:
    change(folder, "knowledge.yaml", 'published: "2021-04-01"', "published: 2021-04-01")
    assert base_of(folder).sources[0].published == "2021-04-01"


LINE = "Mend the line; a text with : or # needs quotes."
ENTRY = "Mend this entry; `nvcn check --schema` prints what is allowed."
ENTITY, TOPIC, ATTRIBUTE = (f"Add the {what}, or correct the name." for what in ("entity", "topic", "attribute"))
QUOTE = "Run `nvcn check --reanchor` to find it again."
# name of the file, what stands there, what is put there instead, the problem as it is told
DAMAGES = {
    "broken yaml": (
        FIRM,
        "  - id: k7-price\n",
        "  - id: [k7-price\n",
        f"{FIRM}: line 29, column 9: is not valid YAML: did not find expected ',' or ']'. {LINE}",
    ),
    "duplicate key": (
        FIRM,
        "    attribute: price\n",
        "    attribute: price\n    kind: state\n",
        f"{FIRM}: line 36, column 5: is not valid YAML: the key 'kind' stands twice. {LINE}",
    ),
    "unknown key of a file": (
        "topics.yaml",
        "attributes:",
        "atributes:",
        "topics.yaml: atributes: is not a key of this file. Known here: topics, attributes.",
    ),
    "unknown key of a fact": (
        FIRM,
        "    attribute: price\n",
        "    atribute: price\n",
        f"{FIRM}: line 28, facts k7-price, atribute: Extra inputs are not permitted. {ENTRY}",
    ),
    "no statement": (
        REST,
        "{zh: '看门的猫叫团子。', en: 'The cat at the gate is called Tuanzi.'}",
        "{}",
        f"{REST}: line 43, facts cat-called-tuanzi, statement: needs zh, en or both. {ENTRY}",
    ),
    "wrong quote": (
        FIRM,
        "exact: '仓库在烟台。'",
        "exact: '仓库在烟台\uff0e'",
        f"{FIRM}: fact warehouse-in-yantai: its quote “仓库在烟台\uff0e…” is not at 22:28 of starfish. {QUOTE}",
    ),
    "moved quote": (
        FIRM,
        "start: 22",
        "start: 21",
        f"{FIRM}: fact warehouse-in-yantai: its quote “仓库在烟台。…” is not at 21:28 of starfish. {QUOTE}",
    ),
    "quote of an unknown source": (
        FIRM,
        "- source: starfish\n        start: 22",
        "- source: seastar\n        start: 22",
        f"{FIRM}: fact warehouse-in-yantai: quotes seastar, which is no source here. Name a source of knowledge.yaml.",
    ),
    "id used in two files": (
        REST,
        "- id: cooling-hardest",
        "- id: k7-price",
        f"{REST}: facts k7-price: the id k7-price is also used in {FIRM}. Give it an id of its own.",
    ),
    "unknown entity": (
        REST,
        "about: [han-mei]",
        "about: [han-meimei]",
        f"{REST}: fact cooling-hardest: names the entity han-meimei, which is not there. {ENTITY}",
    ),
    "unknown speaker": (
        REST,
        "said_by: han-mei",
        "said_by: han-meimei",
        f"{REST}: fact cooling-hardest: names the entity han-meimei, which is not there. {ENTITY}",
    ),
    "unknown topic": (
        REST,
        "topics: [people, goods]",
        "topics: [people, wares]",
        f"{REST}: fact two-hundred-sold: names the topic wares, which is not there. {TOPIC}",
    ),
    "unknown attribute": (
        FIRM,
        "attribute: price",
        "attribute: prize",
        f"{FIRM}: fact k7-price: names the attribute prize, which is not there. {ATTRIBUTE}",
    ),
    "unknown fact in see": (
        FIRM,
        "see: [k7-half-of-p9]",
        "see: [k7-half]",
        f"{FIRM}: fact k7-price: names the fact k7-half, which is not there. Add the fact, or correct the name.",
    ),
    "unknown fact in a silence": (
        "silences.yaml",
        "see: [k7-price]",
        "see: [k8-price]",
        "silences.yaml: k7-memory: names the fact k8-price, which is not there. Correct the name.",
    ),
    "unknown fact in a set": (
        "sets.yaml",
        "warehouse-in-yantai]",
        "warehouse]",
        "sets.yaml: what-is-where: names the fact warehouse, which is not there. Correct the name.",
    ),
    "unknown parent": (
        "topics.yaml",
        "parent: firm",
        "parent: farm",
        "topics.yaml: people: its parent farm is not there. Add it, or correct the name.",
    ),
    "id used twice": (
        "thesaurus.yaml",
        "{id: cooling,",
        "{id: cost,",
        "thesaurus.yaml: cost: this id stands twice. Give it an id of its own, or merge the two.",
    ),
    "changed source": (
        TEXT_FILE,
        "烟台",
        "眼台",
        f"{TEXT_FILE}: the stored text has changed (sha256 HERE…, recorded RECORDED…). "
        "Restore the original file; if the change is meant, record its new sha256 and run `nvcn check --reanchor`.",
    ),
    "wrong skip": (
        "skipped.yaml",
        "start: 0",
        "start: 1",
        "skipped.yaml: skip at 1: its quote “晨报\U0001f980 06-18…” is not at 1:9 of starfish. "
        "Correct its start, end and exact.",
    ),
    "newer format": (
        "knowledge.yaml",
        "format: 1",
        "format: 2",
        "knowledge.yaml: format: is 2, this nvcn reads 1. Set `format: 1`.",
    ),
    "no list": (
        "skipped.yaml",
        "  - {source",
        "  {source",
        "skipped.yaml: skipped: should be a list. Write one item after each dash.",
    ),
    "no mapping": ("topics.yaml", sample.TOPICS, "- a\n", "topics.yaml: should be a mapping. Begin it with `topics:`."),
    "empty file": ("topics.yaml", sample.TOPICS, "", "topics.yaml: should be a mapping. Begin it with `topics:`."),
    "an item without an id": (
        "entities.yaml",
        "{id: p9, ",
        "{",
        f"entities.yaml: line 7, entities[5], id: Field required. {ENTRY}",
    ),
    "control character": (
        "topics.yaml",
        "id: firm",
        "id: fi\x00rm",
        "topics.yaml: is not valid YAML: unacceptable character #x0000: control characters are not allowed. "
        "Restore the file, or mend it.",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damage_is_one_problem_with_file_place_and_mend(folder: Path, damage: str) -> None:
    name, old, new, told = DAMAGES[damage]
    recorded = hashlib.sha256(sample.TEXT.encode()).hexdigest()
    change(folder, name, old, new)
    here = hashlib.sha256((folder / TEXT_FILE).read_bytes()).hexdigest()
    wanted = told.replace("HERE", here[:12]).replace("RECORDED", recorded[:12])
    # A name that is gone may be missed elsewhere as well; the damage itself is told first.
    assert problems_of(folder)[0] == wanted
    with pytest.raises(UnsoundFolderError) as refused:
        base_of(folder)
    assert str(refused.value).startswith(f"The knowledge in {folder} can't be used. {wanted}")


def test_a_missing_source_text_is_named(folder: Path) -> None:
    (folder / TEXT_FILE).unlink()
    assert problems_of(folder) == [
        f"{TEXT_FILE}: the stored text is missing. Restore the file, or take the source out of knowledge.yaml."
    ]


@pytest.mark.parametrize("name", ["knowledge.yaml", "entities.yaml", FIRM])
def test_yaml_that_is_not_utf_8_is_named(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content + b"# \xb0\xae\n")
    assert problems_of(folder)[0] == f"{name}: byte {len(content) + 2}: is not UTF-8. Save the file as UTF-8."


def test_a_text_that_is_not_utf_8_is_named(folder: Path) -> None:
    raw = "海星".encode("gb18030")
    (folder / TEXT_FILE).write_bytes(raw)
    manifest = sample.MANIFEST.format(sha256=hashlib.sha256(raw).hexdigest())
    (folder / "knowledge.yaml").write_text(manifest, "utf-8")
    assert problems_of(folder) == [f"{TEXT_FILE}: byte 0: is not UTF-8. Save the text as UTF-8."]


def test_a_source_that_stands_twice_is_named(folder: Path) -> None:
    manifest = (folder / "knowledge.yaml").read_text("utf-8")
    entry = manifest[manifest.index("  - id") :]
    (folder / "knowledge.yaml").write_text(manifest + entry, "utf-8")
    assert problems_of(folder) == [
        "knowledge.yaml: source starfish: this id stands twice. Give each source an id of its own."
    ]


def test_topics_in_a_circle_are_named(folder: Path) -> None:
    change(folder, "topics.yaml", "{id: firm,", "{id: firm, parent: people,")
    assert problems_of(folder)[0].startswith("topics.yaml: firm: stands below itself")


@pytest.mark.parametrize("name", ["facts/03-more.yml", "facts/older/01.yaml", "facts/03.json"])
def test_a_file_beside_the_facts_that_is_not_read_is_told(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("facts: []\n", "utf-8")
    problems = examine(read_files(folder))[1].problems
    assert [(str(p), p.error) for p in problems] == [
        (f"{name}: is not read. Put it into facts/ itself, ending in .yaml.", False)
    ]


def test_every_problem_is_found_at_once(folder: Path) -> None:
    change(folder, FIRM, "attribute: price", "atribute: price")
    change(folder, REST, "kind: opinion", "kind: hunch")
    change(folder, "topics.yaml", "attributes:", "atributes:")
    problems = problems_of(folder)
    assert [p.split(":")[0] for p in problems] == ["topics.yaml", FIRM, REST]
    with pytest.raises(UnsoundFolderError, match=r"\(and 2 more; `nvcn check` lists all\)") as refused:
        base_of(folder)
    assert len(refused.value.problems) == 3


@pytest.mark.parametrize(
    "content", ["!!python/object/apply:os.getcwd []", "a: &a [*a]", "? [1]\n: 2", "? {a: 1}\n: 2", "\t", "%", "*x"]
)
def test_odd_yaml_is_a_problem_and_never_a_crash(folder: Path, content: str) -> None:
    (folder / "topics.yaml").write_text(content, "utf-8")
    assert problems_of(folder)[0].startswith("topics.yaml: ")


def test_a_deeply_nested_file_is_a_problem_and_never_a_crash(folder: Path) -> None:
    (folder / "topics.yaml").write_text("[" * 5000, "utf-8")
    assert problems_of(folder)[0].startswith("topics.yaml: ")


@pytest.mark.parametrize("place", ["", "nowhere", "knowledge.yaml"])
def test_a_place_without_a_manifest_is_no_knowledge_folder(tmp_path: Path, place: str) -> None:
    with pytest.raises(FolderMissingError) as refused:
        read_files(tmp_path / place)
    assert str(refused.value) == (
        f"{tmp_path / place} is not a knowledge folder: knowledge.yaml is missing. "
        "Give another folder with --knowledge or NVCN_KNOWLEDGE; the manual for curators says what one holds."
    )


def test_the_key_of_a_folder_is_that_of_its_content(folder: Path, tmp_path: Path) -> None:
    first = read_files(folder).key
    assert first.startswith("sha256-")
    assert read_files(sample.write(tmp_path / "copy")).key == first
    change(folder, "topics.yaml", "People", "Persons")
    assert read_files(folder).key != first


def test_the_shipped_article_is_the_seed_byte_for_byte() -> None:
    seed = Path(__file__).parents[2] / "seeds" / "nvidia-china-36kr.txt"
    stored = SHIPPED / "sources" / "nvidia-china-36kr.txt"
    assert stored.read_bytes() == seed.read_bytes()
    digest = "9d72c034696ccb581a35f757416118b29dea79a8f5172899999e1ee24747ff77"
    assert hashlib.sha256(seed.read_bytes()).hexdigest() == digest
    assert [s.sha256 for s in load(read_files(SHIPPED)).sources] == [digest]

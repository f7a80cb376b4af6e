"""Quotes that stand elsewhere are moved, and nothing else of a file changes; people decide the rest."""

import hashlib
from pathlib import Path

import pytest

from knowledge.errors import UnsoundFolderError
from knowledge.reanchor import reanchor
from tests.knowledge import sample
from tests.knowledge.sample import TEXT, base_of, change, problems_of

FIRM, REST = "facts/01-firm.yaml", "facts/02-rest.yaml"


def retell(folder: Path, text: str) -> None:
    """Put another text in the sample's place and record it."""
    raw = text.encode()
    (folder / "sources" / "starfish.txt").write_bytes(raw)
    (folder / "knowledge.yaml").write_text(sample.MANIFEST.format(sha256=hashlib.sha256(raw).hexdigest()), "utf-8")
    (folder / "skipped.yaml").unlink(missing_ok=True)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_sound_folder_is_left_alone(folder: Path) -> None:
    before = bytes_of(folder)
    assert list(reanchor(folder)) == []
    assert bytes_of(folder) == before


def test_quotes_move_with_their_text_and_the_folder_loads_again(folder: Path) -> None:
    retell(folder, "\U0001f980新闻:" + TEXT)
    told = list(reanchor(folder))
    assert told[0] == "01-firm.yaml: headquarters-in-qingdao: moved from 11 to 15"
    assert len(told) == len(sample.CLAIMS)
    assert [f.quotes[0].exact for f in base_of(folder).facts] == [c.exact for c in sample.CLAIMS]


def test_nothing_changes_but_the_numbers_of_the_quotes_that_moved(folder: Path) -> None:
    path = folder / FIRM
    comment = "# \U0001f980 a comment: start: 11, 'odd' \"quotes\"\n"
    raw = path.read_bytes().decode().replace("facts:\n", comment + "facts:  # spaced\n\n")
    raw = raw.replace("start: 22", "start:   22   # here").replace("end: 28", 'end: "28"')
    raw += "# the last line has no end"
    path.write_bytes(raw.replace("\n", "\r\n").encode())
    retell(folder, "补" + TEXT)
    list(reanchor(folder))
    wanted = raw.replace("start: 11\n", "start: 12\n").replace("end: 22\n", "end: 23\n")
    wanted = wanted.replace("start:   22   # here", "start:   23   # here").replace('end: "28"', "end: 29")
    for claim in sample.CLAIMS[2:4]:
        start = TEXT.index(claim.exact)
        end = start + len(claim.exact)
        wanted = wanted.replace(f"start: {start}\n", f"start: {start + 1}\n").replace(
            f"end: {end}\n", f"end: {end + 1}\n"
        )
    assert path.read_bytes().decode() == wanted.replace("\n", "\r\n")


def test_of_several_places_the_one_with_the_same_words_before_it_is_taken(folder: Path) -> None:
    retell(folder, "看门的猫叫团子," + TEXT)
    told = [line for line in reanchor(folder) if "cat-called-tuanzi" in line]
    start = TEXT.index("看门的猫叫团子,")
    assert told == [f"02-rest.yaml: cat-called-tuanzi: moved from {start} to {start + 8}"]


def test_a_passage_that_changed_is_listed_and_never_accepted(folder: Path) -> None:
    changed = TEXT.replace("散热是眼下最大的难题", "散热\uff0c是最大难题")
    retell(folder, changed)
    before = (folder / REST).read_bytes()
    (told,) = [line for line in reanchor(folder) if "cooling-hardest" in line]
    start = TEXT.index("工程师韩梅")
    assert told.startswith(
        "02-rest.yaml: cooling-hardest: “工程师韩梅表示,散热是眼下最大的难题。…” is nowhere in starfish; nearest is “"
    )
    assert "工程师韩梅表示,散热\uff0c是" in told
    assert told.endswith("Decide by hand.")
    assert f"start: {start}\n".encode() in (folder / REST).read_bytes()
    assert before.count(b"\n") == (folder / REST).read_bytes().count(b"\n")
    with pytest.raises(UnsoundFolderError):
        base_of(folder)


def test_a_passage_that_is_gone_is_listed(folder: Path) -> None:
    retell(folder, TEXT.replace("看门的猫叫团子,每天睡十六个小时。", ""))
    told = [line for line in reanchor(folder) if "cat-called" in line]
    assert told == [
        "02-rest.yaml: cat-called-tuanzi: “看门的猫叫团子,…” is nowhere in starfish; nothing is near. Decide by hand."
    ]


def test_a_source_that_is_gone_is_told(folder: Path) -> None:
    (folder / "sources" / "starfish.txt").unlink()
    told = list(reanchor(folder))
    assert told[0] == (
        "01-firm.yaml: headquarters-in-qingdao: its source starfish is not there. Restore sources/starfish.txt."
    )


def test_a_broken_file_is_refused_and_not_rewritten(folder: Path) -> None:
    change(folder, FIRM, "  - id: k7-price\n", "  - id: [k7-price\n")
    retell(folder, "补" + TEXT)
    before = (folder / FIRM).read_bytes()
    with pytest.raises(UnsoundFolderError, match="is not valid YAML"):
        list(reanchor(folder))
    assert (folder / FIRM).read_bytes() == before


def test_a_quote_that_ends_too_late_is_put_right(folder: Path) -> None:
    change(folder, FIRM, "end: 28", "end: 29")
    assert list(reanchor(folder)) == ["01-firm.yaml: warehouse-in-yantai: moved from 22 to 22"]
    assert base_of(folder).facts[1].quotes[0].end == 28


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      - source: starfish\n        start: 22", "      - start: 22"),
        ("start: 22", "start: here"),
        ("        exact: '仓库在烟台。'\n", ""),
        ("end: 28", "end: []"),
    ],
)
def test_a_quote_that_lacks_a_part_is_left_to_the_check(folder: Path, old: str, new: str) -> None:
    change(folder, FIRM, old, new)
    before = bytes_of(folder)
    assert list(reanchor(folder)) == []
    assert bytes_of(folder) == before
    assert "warehouse-in-yantai, quotes.0" in problems_of(folder)[0]


@pytest.mark.parametrize(
    "content", ["facts: none\n", "facts:\n  - a\n", "facts:\n  - {id: a, quotes: [b]}\n", "a\n", ""]
)
def test_a_file_that_is_none_of_facts_is_left_to_the_check(folder: Path, content: str) -> None:
    (folder / FIRM).write_text(content, "utf-8")
    assert list(reanchor(folder)) == []
    assert (folder / FIRM).read_text("utf-8") == content


@pytest.mark.parametrize("name", [FIRM, "sources/starfish.txt"])
def test_a_file_that_is_not_utf_8_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"facts: \xb0\n")
    with pytest.raises(UnsoundFolderError) as refused:
        list(reanchor(folder))
    assert Path(name).name in str(refused.value)


def test_a_rewritten_file_keeps_its_permissions_and_its_byte_order_mark(folder: Path) -> None:
    path = folder / FIRM
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    path.chmod(0o640)
    change(folder, FIRM, "start: 22", "start: 21")
    list(reanchor(folder))
    assert path.stat().st_mode & 0o777 == 0o640
    assert path.read_bytes().startswith(b"\xef\xbb\xbffacts:")
    assert b"start: 22\n" in path.read_bytes()


def test_no_temporary_file_is_left(folder: Path) -> None:
    retell(folder, "补" + TEXT)
    list(reanchor(folder))
    assert sorted(p.name for p in (folder / "facts").iterdir()) == ["01-firm.yaml", "02-rest.yaml"]

"""The files of a knowledge folder, as bytes: read once, known by their content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import FolderMissingError, Problem, UnsoundFolderError

SHIPPED = Path(__file__).parent / "base"
MANIFEST = "knowledge.yaml"
PARTS = ("entities.yaml", "topics.yaml", "thesaurus.yaml", "silences.yaml", "sets.yaml", "skipped.yaml")
MAX_FILE = 64 * 1024 * 1024  # bytes; a larger file in a knowledge folder is a mistake


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of a knowledge folder's files, by path relative to it."""

    folder: Path
    contents: Mapping[str, bytes]

    @property
    def key(self) -> str:
        """The content's identity: a sha256 over all names and bytes."""
        digest = hashlib.sha256()
        for name in sorted(self.contents):
            digest.update(f"{name}\0{len(self.contents[name])}\0".encode())
            digest.update(self.contents[name])
        return f"sha256-{digest.hexdigest()}"


def read_files(folder: Path) -> Files:
    """The folder's YAML files and stored texts.

    Raises:
        FolderMissingError: there is no `knowledge.yaml`.
        UnsoundFolderError: a file can't be read or is absurdly large.
    """
    if not (folder / MANIFEST).is_file():
        raise FolderMissingError(str(folder), MANIFEST)
    names = [MANIFEST, *PARTS]
    paths = [folder / n for n in names] + sorted((folder / "facts").glob("*.yaml"))
    paths += sorted((folder / "sources").glob("*.txt"))
    contents = {}
    for path in paths:
        name = path.relative_to(folder).as_posix()
        if not path.is_file():
            continue
        try:
            if path.stat().st_size > MAX_FILE:
                raise OSError(f"it holds more than {MAX_FILE} bytes")
            contents[name] = path.read_bytes()
        except OSError as error:
            mend = "Make it readable, or restore it."
            raise UnsoundFolderError(str(folder), [Problem(name, "", f"can't be read: {error}", mend)]) from error
    return Files(folder, contents)

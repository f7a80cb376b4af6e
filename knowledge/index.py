"""The compiled base on disk: keyed by content, written atomically, thrown away at will."""

import hashlib
import marshal
import os
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from knowledge.compiled import compile_base
from knowledge.files import Files
from knowledge.schema import FactBase, Questions

KEPT = 4  # compiled bases kept in one place: several folders may share the user's cache
LIBRARIES = ("jieba", "opencc", "pypinyin", "snowballstemmer", "numpy")  # whose upgrade changes what is compiled
FORMAT = 1  # raise it whenever the compiled form or the way features are made changes
HEAD = struct.Struct("<Q32s")  # before each part: its length in bytes and its SHA-256


def open_compiled(files: Files, building: Callable[[FactBase], None] | None = None) -> tuple[FactBase, dict[str, Any]]:
    """The base and its compiled form, from the cache where the content is the same, else built and kept.

    A folder that can't be written is no error: the user's cache directory is tried, then memory will do.
    `building` is called before a build, which takes half a minute for 60,000 wordings.

    Raises:
        UnsoundFolderError: the folder has errors.
    """
    key = _key(files)
    for place in _places(files.folder):
        kept = _read(place / f"{key}.bin")
        if kept is not None:
            return FactBase.model_validate_json(kept.pop("base")), kept
    from knowledge.folder import load

    base = load(files)
    if building:
        building(base)
    compiled = compile_base(base)
    base = without_compiled(base)
    kept = {**compiled, "base": base.model_dump_json().encode()}
    for place in _places(files.folder):
        if _write(place, f"{key}.bin", kept):
            break
    return base, compiled


def without_compiled(base: FactBase) -> FactBase:
    """The base without what only compiling needs: the thesaurus, and asks but those of facts, which the index holds."""
    silences = tuple(s.model_copy(update={"asks": Questions()}) for s in base.silences)
    sets = tuple(s.model_copy(update={"asks": Questions()}) for s in base.sets)
    return base.model_copy(update={"concepts": (), "silences": silences, "sets": sets})


def _key(files: Files) -> str:
    code = hashlib.sha256()
    for module in sorted(Path(__file__).parent.glob("*.py")):
        code.update(module.read_bytes())
    versions = [metadata.version(name) for name in LIBRARIES]
    return hashlib.sha256(
        f"{FORMAT} {versions} {sys.version_info[:2]} {code.hexdigest()} {files.key}".encode()
    ).hexdigest()[:32]


def _places(folder: Path) -> Iterator[Path]:
    yield folder / ".index"
    import platformdirs

    yield Path(platformdirs.user_cache_dir("nvcn")) / "index"


def _read(path: Path) -> dict[str, Any] | None:
    """The compiled data, None where there is none or it is damaged.

    Each part is read, verified and decoded before the next, so that the file is never held whole beside what is in it.
    """
    data: dict[str, Any] = {}
    try:
        with path.open("rb") as file:
            while head := file.read(HEAD.size):
                length, digest = HEAD.unpack(head)
                body = file.read(length)
                if hashlib.sha256(body).digest() != digest:
                    return None
                data.update(marshal.loads(body))  # noqa: S302 - plain data of our own, its digest just verified
    except (OSError, struct.error):
        return None
    return data if data.pop("parts", None) == len(data) else None


def _write(place: Path, name: str, data: dict[str, Any]) -> bool:
    """Write beside and rename, so that a reader sees the whole file or none. False where the place can't be written."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as out:
                for name_of_part, part in [*data.items(), ("parts", len(data))]:
                    body = marshal.dumps({name_of_part: part})
                    out.write(HEAD.pack(len(body), hashlib.sha256(body).digest()) + body)
            Path(temporary).chmod(0o644)  # a shared installation may be read by others
            Path(temporary).replace(place / name)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            return False
        kept = sorted(place.glob("*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in kept[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError:
        return False
    return True

"""What can go wrong with knowledge. Every message says what broke and the mend."""

from collections.abc import Sequence
from dataclasses import dataclass, field


class KnowledgeError(Exception):
    """The base of this package's errors: foreseen, worded for the person who can mend it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding about a knowledge folder: where it is, what is wrong and the mend. `error` False is a warning."""

    file: str
    where: str
    message: str
    mend: str
    error: bool = True

    def __str__(self) -> str:
        """One line: place, what is wrong, mend."""
        place = f"{self.file}: {self.where}" if self.where else self.file
        return f"{place}: {self.message}. {self.mend}"


@dataclass(slots=True)
class Findings:
    """Problems gathered while a folder is read."""

    problems: list[Problem] = field(default_factory=list)

    def error(self, file: str, where: str, message: str, mend: str) -> None:
        """Note an error: the folder can't be used before it is mended."""
        self.problems.append(Problem(file, where, message, mend))

    def warn(self, file: str, where: str, message: str, mend: str) -> None:
        """Note a warning: the folder works, but an editor should look."""
        self.problems.append(Problem(file, where, message, mend, error=False))


class FolderMissingError(KnowledgeError):
    """There is no knowledge folder at the place given."""

    def __init__(self, folder: str, missing: str) -> None:
        super().__init__(
            f"{folder} is not a knowledge folder: {missing} is missing. "
            "Give another folder with --knowledge or NVCN_KNOWLEDGE; the manual for curators says what one holds."
        )
        self.folder = folder


class UnsoundFolderError(KnowledgeError):
    """A knowledge folder that can't be used; `problems` holds every error found, at least one."""

    def __init__(self, folder: str, problems: Sequence[Problem]) -> None:
        more = f" (and {len(problems) - 1} more; `nvcn check` lists all)" if len(problems) > 1 else ""
        super().__init__(f"The knowledge in {folder} can't be used. {problems[0]}{more}")
        self.folder, self.problems = folder, tuple(problems)

"""Table blocks: rows of cells."""

from bot.workspace.blockkit.problem import Problems
from bot.workspace.blockkit.richtext import check_rich_text
from bot.workspace.wire import Json

MOST_ROWS = 100
MOST_CELLS = 20


def check_table(problems: Problems, block: Json) -> None:
    """Check a table's rows, cells and column settings."""
    rows = block.get("rows")
    if not isinstance(rows, list) or not rows:
        problems.add("missing required field: rows")
        return
    if len(rows) > MOST_ROWS:
        problems.add(f"no more than {MOST_ROWS} items allowed", "rows")
    for number, row in enumerate(rows):
        with problems.at("rows", number):
            _check_row(problems, row)
    settings = block.get("column_settings")
    if isinstance(settings, list):
        for number, column in enumerate(settings):
            if isinstance(column, dict):
                with problems.at("column_settings", number):
                    problems.one_of(column, "align", ("left", "center", "right"))
                    problems.only(column, ("align", "is_wrapped"))


def _check_row(problems: Problems, row: object) -> None:
    if not isinstance(row, list) or not row:
        problems.add("must be an array of cells")
        return
    if len(row) > MOST_CELLS:
        problems.add(f"no more than {MOST_CELLS} items allowed")
    for number, cell in enumerate(row):
        with problems.at(number):
            kind = cell.get("type") if isinstance(cell, dict) else None
            if kind == "raw_text":
                problems.string(cell, "text", 10_000, required=True)
            elif kind == "rich_text":
                check_rich_text(problems, cell)
            elif kind != "raw_number":
                problems.add(f"unsupported type: {kind}")

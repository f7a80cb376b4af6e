"""JSON as it goes over the wire: the one loose type, used at the border only."""

from typing import Any

Json = dict[str, Any]

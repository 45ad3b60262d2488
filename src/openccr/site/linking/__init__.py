"""The subcommands of `openccr link`, one module each.

A module has `HELP` (one line), `add_arguments(parser)` and `run(command, options)`; a refusal leaves as a CommandError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openccr.site.linking import compare, encode, extract, index, lookup, match, new_key, pprl

if TYPE_CHECKING:
    from types import ModuleType

SUBCOMMANDS: dict[str, ModuleType] = {
    "match": match,
    "index": index,
    "lookup": lookup,
    "encode": encode,
    "pprl": pprl,
    "new-key": new_key,
    "extract": extract,
    "compare": compare,
}
"""The word after `openccr link` → its module."""

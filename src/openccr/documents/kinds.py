"""The kinds of paper. Apps declare theirs as `PAPERS` in `papers.py`, as they declare panels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from openccr.access.ours import modules
from openccr.documents.rules.paper import Content, Recipient
from openccr.kernel.refusals import Refusal


@dataclass(frozen=True, kw_only=True)
class PaperKind:
    """One kind of paper. A paper that no kind declares is not made.

    Args:
        key: its name in addresses and jobs.
        title: what it is called in lists.
        explains: what is in it and who it is for, in a sentence.
        may: the permission needed to read and make it.
        about: "meeting" or "file": what its id names.
        recipients: `recipients(actor=…, about=…)` → whom the actor may make it for, themselves first.
        query: `query(actor=…, about=…, recipient=…, today=…)` → Content with what this recipient may see and no more.
            Raises Refusal when there is none, NotFound for what is hidden.
        waits: `waits(actor=…, about=…)` → Refusal that says from when it can be made, or None when it can be now.
        step_up: asks for a fresh proof of who is there.
        kept_for: how long the files are kept; it can be made again.
        tells_where: whereabouts were chosen onto it, by somebody, for this recipient and a reason: they are not taken
            out of its words as they are out of every other paper's.
        tells: keys of the pack's kinds of information that stand in it, for the ledger; empty: what the case is usually
            shared with.
    """

    key: str
    title: str
    explains: str
    may: str
    about: str
    recipients: Callable[..., Sequence[Recipient]]
    query: Callable[..., Content]
    waits: Callable[..., Refusal | None] | None = None
    step_up: bool = False
    kept_for: timedelta = timedelta(days=7)
    tells_where: bool = False
    tells: tuple[str, ...] = ()


@cache
def paper_kinds() -> dict[str, PaperKind]:
    """Every declared kind by its key. Raises ValueError for one that is declared twice."""
    found: dict[str, PaperKind] = {}
    for module in modules("papers"):
        declared: Any = module.PAPERS
        for kind in declared:
            if kind.key in found:
                raise ValueError(f"The paper {kind.key} is declared twice")
            found[kind.key] = kind
    return found

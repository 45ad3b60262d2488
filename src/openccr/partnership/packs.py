"""Which packs a partnership works by: read, and changed after a check. Used by `openccr packs`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.audit.operations import record
from openccr.content import PackError
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Partnership
from openccr.partnership.practice import keys_of, pack_of
from openccr.partnership.services import commands_actor


def packs_of(code: str) -> tuple[str, ...]:
    """The keys of an area's packs, base first. Raises Refusal for an unknown area."""
    actor = commands_actor(code, purpose="packs")
    with acting_as(actor):
        return tuple(Partnership.objects.values_list("packs", flat=True).get(code=code))


def change_packs(*, code: str, keys: Sequence[str], at: datetime) -> None:
    """Let an area work by these packs from the next start of its processes on.

    The packs are laid over one another and checked first; records keep the versions that they were judged by.

    Args:
        keys: base first, the area's own last.

    Raises Refusal for an unknown area, and for packs that do not hang together, with every problem found.
    """
    actor = commands_actor(code, purpose="packs")
    try:
        pack_of(keys)
    except PackError as error:
        raise Refusal("; ".join(map(str, error.problems)), field="set") from error
    with as_walls() as owner:
        # No role of the application changes its own practice: a command of whoever runs the server does.
        Partnership.objects.using(owner).filter(code=code).update(packs=list(keys))
    with acting_as(actor):
        record("partnership.packs_changed", fields=list(keys), at=at)
    keys_of.cache_clear()

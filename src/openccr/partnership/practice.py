"""The practice of the actor's partnership: its packs, laid over one another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from openccr.content import DEFAULT_KEYS, Pack, load, packs_folder
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.models import Partnership


def practice(actor: Actor) -> Pack:
    """The pack of the partnership in which `actor` acts; call it inside `acting_as(actor)`.

    Which packs a partnership uses is read once in a process, as the packs themselves are.

    Raises Refusal for an actor without an appointment, PackError for packs that do not hang together.
    """
    if actor.partnership_id is None:
        raise Refusal("You have no appointment in a partnership.")
    return pack_of(keys_of(actor.partnership_id))


def pack_of(keys: Sequence[str]) -> Pack:
    """The packs of these keys laid over one another, an area's own folder among them. Raises PackError.

    For what is read before anybody acts in a partnership: pages and operations ask `practice(actor)`.
    """
    return load(keys, roots=pack_folders())


def usual_pack() -> Pack:
    """The pack of a partnership that has chosen none: for pages that anybody reads and that belong to no one area."""
    return pack_of(DEFAULT_KEYS)


def pack_folders() -> Sequence[Path]:
    """Where packs are looked for: with OpenCCR, then in the folders of the setting PACK_FOLDERS."""
    return (packs_folder(), *settings.PACK_FOLDERS)


@cache
def keys_of(partnership_id: UUID) -> tuple[str, ...]:
    """The keys of a partnership's packs, base first."""
    return tuple(Partnership.objects.values_list("packs", flat=True).get(id=partnership_id))

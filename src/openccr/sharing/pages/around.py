"""What stands around a form about sharing: the way back to the case, and the pack and agencies it names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.casefiles.crumbs import crumbs_to
from openccr.content import Pack
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.sharing.queries.agreements import agencies_to_choose
from openccr.ui.kinds import Asked


def about_case(**words: str) -> Callable[..., Asked]:
    """What stands round a form about a case; raises NotFound for a case the actor does not see."""

    def about(*, actor: Actor, file: UUID, **_: Any) -> Asked:
        return Asked(crumbs=crumbs_to(file), **words)  # type: ignore[arg-type]

    return about


def pack_and_agencies(*, actor: Actor, **_: Any) -> dict[str, Any]:
    """The pack, and the agencies of today, for a form that names both."""
    return {"pack": law_of(actor), "agencies": agencies_to_choose(today=timezone.localdate())}


def law_of(actor: Actor) -> Pack:
    """The pack with its law."""
    return practice(actor)

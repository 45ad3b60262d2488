"""How far each kind of information of a file goes."""

from __future__ import annotations

from uuid import UUID

from openccr.access.acting import current_actor
from openccr.access.together import Steps, asked
from openccr.content import Pack
from openccr.partnership.practice import practice
from openccr.sharing.models import Mark
from openccr.sharing.rules.marks import May, asked_of, in_force


@asked
def marks_of(file_id: UUID) -> Steps[dict[str, May]]:
    """Kind of information → how far it goes, of every kind on which she is asked. One query."""
    newest = Mark.objects.filter(file_id=file_id).order_by("kind", "-at").distinct("kind")
    (found,) = yield (newest.values_list("kind", "may"),)
    return in_force(asked_of(practice(current_actor())), dict(found))


def may_be_minuted(file_id: UUID, kind: str) -> bool:
    """Whether that kind may stand in minutes and papers. A kind on which she is not asked may."""
    return marks_of(file_id).get(kind, May.MINUTED).be_minuted


def names_of(pack: Pack) -> dict[str, str]:
    """The same kinds with their names."""
    return {key: pack.law.kinds[key].name for key in asked_of(pack)}

"""Numbers by which agencies know somebody: written down sealed, opened for a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.content.schema.people import IdentifierKind
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency
from openccr.partnership.practice import practice
from openccr.people.models import Identifier, Part
from openccr.people.rules.identifiers import plain, why_not_identifier
from openccr.people.rules.recognising import PeopleKnownBetter
from openccr.people.sealing import Vault, match_token, seal


@dataclass(frozen=True)
class Number:
    """A number, opened. `name` is what the pack calls it."""

    name: str
    text: str = field(repr=False)
    source: str
    from_on: date


def identify(*, actor: Actor, file: UUID, person: UUID, kind: str, number: str, source: str, at: datetime) -> UUID:
    """Write down, sealed, a number by which somebody is known.

    Args:
        kind: key of the pack's identifiers; its check refuses a slip of the pen.

    Returns its id. Raises Refusal as `rules.identifiers.why_not_identifier`, NotFound for somebody not on the file.
    """
    with acting_as(actor):
        must(actor, "people.identify")
        what = practice(actor).people.identifiers.get(kind)
        if what is None:
            raise Refusal("Choose what number it is.", field="kind")
        refusal = why_not_identifier(check=what.check, number=number)
        if refusal is not None:
            raise refusal
        if not Part.objects.filter(file_id=file, person_id=person).exists():
            raise NotFound
        if not source.strip():
            raise Refusal("Say who says so.", remedy="For example: the police.", field="source")
        bare = plain(number)
        row = Identifier(
            person_id=person, kind=kind, sealed=seal(bare, person_id=person), match=number_token(kind, bare),
            source=source.strip(), from_on=localdate(at),
        )  # fmt: skip
        Identifier.objects.bulk_create([row])
        record("person.identified", file_id=file, subjects=[person], fields=[kind], at=at)
        publish(PeopleKnownBetter(actor=actor, file_id=file))
        return row.id


def open_numbers(*, actor: Actor, file: UUID, person: UUID, reason: str, at: datetime) -> list[Number]:
    """Open somebody's numbers, for a reason; those that the pack leaves to other kinds of agency stay sealed.

    Raises Refusal without a reason, NotFound for a person with no part in that file.
    """
    with acting_as(actor):
        must(actor, "people.identify")
        if len(reason.split()) < 2:
            raise Refusal("Say in a few words why you need it now.", field="reason")
        if not Part.objects.filter(file_id=file, person_id=person).exists():
            raise NotFound
        mine = Agency.objects.get(id=actor.agency).kind
        kinds = practice(actor).people.identifiers
        may = {key for key, kind in kinds.items() if may_open(kind, mine)}
        rows = list(Identifier.objects.filter(person_id=person, kind__in=may).order_by("kind", "-from_on"))
        note(file_id=file, kind="reveal", sentence=f"Opened numbers: {reason.strip()}", at=at, about_id=person)
        record("person.numbers_opened", file_id=file, subjects=[person], fields=sorted({row.kind for row in rows}))
        vault = Vault.of([person])
        return [
            Number(kinds[row.kind].name, vault.unseal(row.sealed, person_id=person), row.source, row.from_on)
            for row in rows
        ]


def may_open(kind: IdentifierKind, agency_kind: str) -> bool:
    """Whether an agency of that kind may open such a number; a kind that names no agencies is any agency's."""
    return not kind.agencies or agency_kind in kind.agencies


def number_token(kind: str, number: str) -> str:
    """The token by which equal numbers of a kind are found."""
    return match_token(f"{kind}:{plain(number)}")

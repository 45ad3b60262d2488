"""Cases: their bar, her wishes, and the lists they are found in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.timezone import localdate

from openccr.access.together import Steps, asked
from openccr.casefiles.models import CaseFile, Grant
from openccr.casefiles.rules import FileKind
from openccr.conference.models import Hearing, Referral
from openccr.conference.queries.held_back import as_read
from openccr.conference.queries.research import Said
from openccr.conference.rules.referrals import REFERRAL
from openccr.kernel.actors import Actor
from openccr.kernel.references import ALPHABET
from openccr.kernel.refusals import NotFound
from openccr.partnership.rules import Role
from openccr.people.models import PersonName
from openccr.people.rules import name_key
from openccr.risk.queries import latest_for

COUNTED = 1000
"""How many cases of a list are counted: under row security a whole count is slower than the list itself."""


MANY = 5000
"""From how many grants on somebody sees so many cases that the newest of all are likely to be theirs too."""


@dataclass(frozen=True)
class Wish:
    """What she wants, in words, who wrote it down and when. The newest counts first."""

    words: str
    source: str
    on: date


@dataclass(frozen=True)
class Heard:
    """A case's time on one meeting."""

    hearing_id: UUID
    meeting_id: UUID
    meeting_on: date
    state: str
    is_open: bool
    her_views: str
    risk_summary: str


@dataclass(frozen=True)
class Case:
    """One case: the file, its referrals and its meetings, newest first."""

    file_id: UUID
    reference: str
    initials: str
    opened_at: datetime
    closed_at: datetime | None
    referrals: tuple[Referral, ...]
    hearings: tuple[Heard, ...]

    @property
    def next_hearing(self) -> Heard | None:
        return next((one for one in self.hearings if one.is_open), None)


@dataclass(frozen=True)
class CaseLine:
    """A case in the list of cases."""

    id: UUID
    file_id: UUID
    reference: str
    initials: str
    opened_at: datetime
    state: str
    meeting_on: date | None
    risk: str


@dataclass(frozen=True)
class Sought:
    """What the list of cases is narrowed by."""

    text: str = ""
    state: str = ""
    since: date | None = None


@asked
def case_of(file_id: UUID) -> Steps[Case]:
    """The case. One query. Raises NotFound for one that is hidden or not there."""
    files, referrals, hearings = yield (
        CaseFile.objects.filter(id=file_id, kind=FileKind.MARAC),
        Referral.objects.filter(file_id=file_id).select_related("agency").order_by("-received_at"),
        Hearing.objects.filter(file_id=file_id).select_related("meeting").order_by("-listed_at"),
    )
    if not files:
        raise NotFound
    (file,) = files
    return Case(
        file_id=file.id,
        reference=file.reference,
        initials=file.title,
        opened_at=file.opened_at,
        closed_at=file.closed_at,
        referrals=tuple(referrals),
        hearings=tuple(
            Heard(
                hearing_id=row.id,
                meeting_id=row.meeting_id,
                meeting_on=row.meeting.on,
                state=row.state,
                is_open=row.is_open,
                her_views=row.her_views,
                risk_summary=row.risk_summary,
            )
            for row in hearings
        ),
    )


def wishes_of(case: Case, said: Iterable[Said]) -> list[Wish]:
    """Everything written down of what she wants, as the actor reads it, the newest first."""
    read = partial(as_read, file_id=case.file_id)
    found = [
        Wish(read(row.wishes, by_agency=row.agency_id), f"Referral by {row.agency.name}", row.referred_on)
        for row in case.referrals
        if row.wishes
    ]
    found += [
        Wish(one.her_wishes, f"{one.agency}, {one.returned_by}", localdate(one.returned_at))
        for one in said
        if one.her_wishes and one.returned_at
    ]
    found += [
        Wish(read(one.her_views, by_agency=None), "At the meeting", one.meeting_on)
        for one in case.hearings
        if one.her_views
    ]
    return sorted(found, key=lambda wish: wish.on, reverse=True)


def cases(sought: Sought, *, actor: Actor, first: int, last: int) -> tuple[list[CaseLine], int]:
    """The cases that the actor sees, newest first, and how many there are, counted up to `COUNTED`."""
    found, many = CaseFile.objects.filter(kind=FileKind.MARAC), False
    if not actor.whole_area:
        # A chair sees the files of her meetings alone, by grants that name her.
        keys = (actor.appointment_id,) if actor.role == Role.CHAIR else (actor.agency_id, actor.appointment_id)
        # After some years most grants have ended; the wall would ask of each of their files once more.
        grants = Grant.objects.filter(Q(until_at=None) | Q(until_at__gt=Now()), key__in=keys)
        many = grants[:MANY].count() == MANY
        if not many:
            # Who sees few of very many: the wall alone would be asked of each file, newest first, until the page is
            # full. Who sees many fills a page with few questions, and their grants are long to gather.
            found = found.filter(id__in=grants.values("file_id"))
    shown = _lines(list(_narrowed(found, sought).order_by("-opened_at")[first:last]))
    if many and sought == Sought():
        # A file has two keys of somebody's at most, and nearly all files are cases: they see more than are counted.
        return shown, COUNTED
    return shown, _narrowed(found, sought)[:COUNTED].count()


def cases_of_person(*, given: str, family: str, born_on: date | None) -> list[CaseLine]:
    """The cases in which somebody of this name has a part, newest first, 50 at most.

    Names are compared by their keys (`people.rules.name_key`), so accents, case and spaces do not count; given and
    family name may have been written the other way round.
    """
    keys = {"given_key": name_key(given), "family_key": name_key(family)}
    keys = {name: key for name, key in keys.items() if key}
    if not keys:
        return []
    turned = {"family_key" if name == "given_key" else "given_key": key for name, key in keys.items()}
    names = PersonName.objects.filter(Q(**keys) | Q(**turned))
    if born_on is not None:
        names = names.filter(Q(person__born_on=born_on) | Q(person__born_on=None))
    people = list(names.values_list("person_id", flat=True)[:500])
    files = CaseFile.objects.filter(parts__person_id__in=people, kind=FileKind.MARAC).distinct().order_by("-opened_at")
    return _lines(list(files[:50]))


def _narrowed(found: QuerySet[CaseFile], sought: Sought) -> QuerySet[CaseFile]:
    text = sought.text.strip().upper()
    if text.startswith("M-") or any(character.isdigit() for character in text):
        text = text if text.startswith("M-") else f"M-{text}"
        found = found.filter(reference__gte=text, reference__lt=text + ALPHABET[-1] * 10)
    elif text:
        found = found.filter(title="".join(character for character in text if character.isalpha()))
    if sought.since:
        found = found.filter(opened_at__date__gte=sought.since)
    if sought.state == "closed":
        return found.filter(closed_at__isnull=False)
    if sought.state:
        # A file is opened by its referral, so a file in a state is one whose referral is: found through that index.
        return found.filter(id__in=Referral.objects.filter(state=sought.state).values("file_id"), closed_at=None)
    return found


def _lines(files: list[CaseFile]) -> list[CaseLine]:
    ids = [file.id for file in files]
    states = dict(
        Referral.objects.filter(file_id__in=ids).order_by("received_at").values_list("file_id", "state")
    )  # the newest is read last and stays
    meetings = dict(Hearing.objects.filter(file_id__in=ids).order_by("listed_at").values_list("file_id", "meeting__on"))
    risks = latest_for(ids)
    return [
        CaseLine(
            id=file.id,
            file_id=file.id,
            reference=file.reference,
            initials=file.title,
            opened_at=file.opened_at,
            state="Closed" if file.closed_at else REFERRAL.states.get(states.get(file.id, ""), "Opened"),
            meeting_on=meetings.get(file.id),
            risk=risks[file.id].text if file.id in risks else "No tool used yet",
        )
        for file in files
    ]

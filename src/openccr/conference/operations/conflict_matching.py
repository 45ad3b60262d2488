"""Staff who may be people of a case: looked for in many cases at once, under the walls of whoever asks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q
from django.utils import timezone
from django.utils.timezone import localdate

from openccr.casefiles.models import CaseFile, Exclusion, Grant, OneChance
from openccr.conference.models import StaffLooked
from openccr.conference.rules.conflicts import InCase, Match, Staff, Unwanted, matches, named_by_her, why_one_human
from openccr.partnership.models import Agency, Appointment
from openccr.people.models import BirthDate, Part, PersonName, Whereabouts
from openccr.people.rules import PartKind
from openccr.people.rules.staff import born_text, name_text, split_name
from openccr.people.sealing import match_token
from openccr.sharing.models import NoGo


def staff_to_look_at(file_id: UUID) -> list[Match]:
    """Staff who may be in the case and on whom nobody has decided: see `undecided`."""
    return undecided([file_id]).get(file_id, [])


def undecided(files: Collection[UUID]) -> dict[UUID, list[Match]]:
    """File → staff who may be in it, or whom her list names, and on whom nobody has decided. Nine queries.

    Nothing for who sees no names.
    """
    people = _people(files)
    if not people:
        return {}
    staff = _staff({token for each in people.values() for person in each for token in person.tokens | person.near})
    rows = StaffLooked.objects.filter(file_id__in=files).order_by("at").values_list("file_id", "user_id", "at")
    looked = {(file, user): at for file, user, at in rows}
    excluded = Exclusion.objects.filter(file_id__in=files, until_at=None, user__isnull=False)
    out = {(row.file_id, row.user_id): row for row in excluded}
    unwanted = _unwanted(files)
    one_chance = set(OneChance.objects.filter(file_id__in=files, ended_at=None).values_list("file_id", flat=True))
    found = {}
    for file, each in people.items():
        # Whoever is kept out already, and not only held, has been decided on.
        left = [one for one in staff if (row := out.get((file, one.user_id))) is None or row.held]
        # What somebody was held for may be gone since: it still waits for a decision.
        held = [
            Match(one, out[key].reason.rstrip("."), strong=True) for one in left if (key := (file, one.user_id)) in out
        ]
        first = [one for one in left if (file, one.user_id) not in looked]
        like = matches(first, each, one_chance=file in one_chance)
        before = {one.user_id: at for one in left if (at := looked.get((file, one.user_id)))}
        named = named_by_her(left, unwanted.get(file, ()), looked=before)
        if here := {match.staff.appointment_id: match for match in (*held, *like, *named)}:
            found[file] = list(here.values())
    return found


def namesakes_who_see(files: Collection[UUID]) -> list[tuple[CaseFile, Match]]:
    """Who only has a name of one of these cases, who sees it already, and on whom nobody has decided.

    Whoever does not see it yet is asked for when it is listed. Two queries more than `undecided`, and two a case found.
    """
    found = undecided(files) if files else {}
    named = {file: [one for one in each if not one.strong] for file, each in found.items()}
    rows = CaseFile.objects.filter(id__in=[file for file, each in named.items() if each]).order_by("reference")
    seen = []
    for row in rows:
        inside = set(Agency.objects.filter(id__in=Grant.agencies_on(row.id)).values_list("id", flat=True))
        # Whoever stands in, and the chair, are let in by name while their agency is not.
        inside |= {grant.holder_id for grant in Grant.on(row.id) if grant.holder_id and grant.lasts(timezone.now())}
        seen += [(row, one) for one in named[row.id] if {one.staff.agency_id, one.staff.appointment_id} & inside]
    return seen


def second_accounts(*, file: UUID | None = None, user_id: UUID | None = None) -> list[tuple[UUID, UUID, str]]:
    """Who may be somebody kept out of a case under another account: (file, account, why). For the commands.

    Whoever a coordinator has decided on is left out.

    Args:
        file: where somebody was kept out just now; None for every case.
        user_id: who is new, or declared something just now; None for everybody.
    """
    rows = Exclusion.objects.filter(until_at=None, user__isnull=False)
    kept_out: dict[UUID, set[UUID]] = {}
    for of, user in (rows if file is None else rows.filter(file_id=file)).values_list("file_id", "user_id"):
        kept_out.setdefault(of, set()).add(user)
    everybody = set[UUID]().union(*kept_out.values())
    tokens = {token for user in (everybody if user_id is None else {user_id}) for token in _tokens_of(user)}
    staff = _staff(tokens, left_too=True) if everybody else []
    others = [one for one in staff if user_id in (None, one.user_id)]
    alike: dict[UUID, dict[UUID, str]] = {}
    for one in staff:
        if one.user_id in everybody:
            found = {other.user_id: why for other in others if (why := why_one_human(one, other)) is not None}
            alike.setdefault(one.user_id, {}).update(found)
    looked = set(StaffLooked.objects.filter(file_id__in=kept_out).values_list("file_id", "user_id"))
    return [
        (of, other, why)
        for of, users in kept_out.items()
        for other, why in {o: w for user in users for o, w in alike.get(user, {}).items()}.items()
        if other not in users and (of, other) not in looked
    ]


def files_about(user_id: UUID, *, names: Collection[tuple[str, str]] = ()) -> list[UUID]:
    """Cases in which somebody may stand: those with their name, or with something they declared. For the commands.

    Closed ones too: whoever manages a case sees it afterwards, and she may come to work where she was once referred.

    By equality on what is indexed, so that a new colleague does not have every case read.

    Args:
        names: first and last names that they declare at this moment: afterwards only tokens of them are known.
    """
    tokens = _tokens_of(user_id)
    named: set[UUID] = set()
    works_as = Appointment.objects.filter(user_id=user_id).values_list("name", flat=True).distinct()
    for given, family in {*names, *(split_name(name) for name in works_as)}:
        if given and family:
            for g, f in ((given, family), (family, given)):
                rows = PersonName.objects.filter(given_key=g, family_key=f)
                named |= set(rows.values_list("person_id", flat=True))
    placed = set(Whereabouts.objects.filter(match__in=tokens).values_list("person_id", flat=True))
    # With its postcode there and without it here: no index finds that, and it is asked once for a colleague.
    placed |= set(Whereabouts.objects.filter(near__has_any_keys=tokens).values_list("person_id", flat=True))
    parts = Part.objects.filter(person_id__in=named | placed, until_on=None).values("file_id")
    # The names on no-go lists are few and free text: each such case is looked at.
    listed = NoGo.objects.filter(NoGo.counting(localdate())).exclude(person="").values("file_id")
    # Of a closed case her list has done its work: nobody is told of it any more.
    files = CaseFile.objects.filter(Q(id__in=parts) | Q(id__in=listed, closed_at=None))
    return list(files.values_list("id", flat=True))


def _unwanted(files: Collection[UUID]) -> dict[UUID, list[Unwanted]]:
    """File → the people on her no-go list, where the actor reads it. One query."""
    found: dict[UUID, list[Unwanted]] = {}
    for row in NoGo.objects.filter(NoGo.counting(localdate()), file_id__in=files).exclude(person=""):
        found.setdefault(row.file_id, []).append(Unwanted(row.id, row.person, row.agency_id, row.at))
    return found


def _people(files: Collection[UUID]) -> dict[UUID, list[InCase]]:
    # What somebody says their birth date is may be the true one, though ages are counted from another.
    said = BirthDate.objects.filter(person_id=OuterRef("person_id")).values("born_on")
    rows = Part.objects.filter(file_id__in=files, until_on=None).select_related("person")
    parts = list(rows.annotate(born_too=ArraySubquery(said)))
    ids = {part.person_id for part in parts}
    names: dict[UUID, set[tuple[str, str]]] = {}
    for person, given, family in PersonName.objects.filter(person_id__in=ids).values_list(
        "person_id", "given_key", "family_key"
    ):
        names.setdefault(person, set()).add((given, family))
    places: dict[UUID, tuple[set[str], set[str]]] = {}
    for person, match, near in Whereabouts.objects.filter(person_id__in=ids).values_list("person_id", "match", "near"):
        of_person = places.setdefault(person, (set(), set()))
        of_person[0].add(match)
        of_person[1].update(near)
    found: dict[UUID, list[InCase]] = {}
    for part in parts:
        called = names.get(part.person_id, set())
        tokens = {match_token(text) for given, family in called if (text := name_text(given, family))}
        born = set(part.born_too)
        if part.person.born_on and not part.person.born_on_is_expected:
            born.add(part.person.born_on)
        tokens |= {match_token(born_text(day)) for day in born}
        there, near = places.get(part.person_id, (set(), set()))
        found.setdefault(part.file_id, []).append(
            InCase(PartKind(part.kind), frozenset(called), frozenset(tokens | there), frozenset(near))
        )
    return found


def _staff(tokens: Iterable[str], *, left_too: bool = False) -> list[Staff]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT user_id, kind, match FROM openccr.staff_marks(%s)", [list(tokens)])
        marks = [(user, (kind, match)) for user, kind, match in cursor.fetchall()]
        cursor.execute("SELECT user_id, email FROM openccr.staff_mail()")
        marks += [(user, ("email", match_token(email))) for user, email in cursor.fetchall()]
    of: dict[UUID, set[tuple[str, str]]] = {}
    for user, mark in marks:
        of.setdefault(user, set()).add(mark)
    rows = Appointment.objects.filter(user__isnull=False).select_related("agency").order_by("name")
    if not left_too:
        rows = rows.filter(ended_on=None)
    return [
        Staff(
            row.id, row.holder_id, row.agency_id, row.name, row.agency.name, row.unit,
            frozenset(of.get(row.holder_id, ())),
        )
        for row in rows
    ]  # fmt: skip


def _tokens_of(user_id: UUID) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.marks_of(%s)", [user_id])
        declared = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT email FROM openccr.staff_mail() WHERE user_id = %s", [user_id])
        return [*declared, *(match_token(row[0]) for row in cursor.fetchall())]

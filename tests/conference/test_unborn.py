"""A child who is not born yet stays so wherever the case is read, also where nobody knows the day."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.conference.papers.words import person_words
from openccr.conference.queries.watching import watched_of
from openccr.kernel.days import day_words
from openccr.people.operations.adding import add_person
from openccr.people.queries import PersonShown, people_of
from openccr.people.rules import Description, PartKind
from tests.conference.addresses import to
from tests.conference.conferences import TODAY, accepted
from tests.makers import Area
from tests.signing_in import as_, text_of


def unborn(area: Area, file: UUID, *, on: date | None) -> PersonShown:
    described = Description(names=(), born_on=on, born_on_is_expected=True)
    person = add_person(
        actor=area.amina, file_id=file, kind=PartKind.CHILD, described=described, relationship="",
        source="The midwife", on=TODAY,
    )  # fmt: skip
    with acting_as(area.amina):
        return next(one for one in people_of(file, today=TODAY) if one.person_id == person)


def test_unborn_is_said_with_the_day_and_without_it(area: Area) -> None:
    file, referral = accepted(area)
    due = TODAY + timedelta(days=90)
    known, unknown = unborn(area, file, on=due), unborn(area, file, on=None)
    assert person_words(known) == f"Unborn child, expected {day_words(due)}"
    assert person_words(unknown) == "Unborn child, not born yet, the day not known"
    amina = as_(area.amina)
    for page in (to("referral", file=file, referral=referral), f"{to('case', file=file)}see/people/"):
        words = text_of(amina.get(page))
        assert f"xpected {day_words(due)}" in words and "ot born yet, the day not known" in words, page


def test_nobody_is_asked_when_an_unborn_child_was_last_seen(area: Area) -> None:
    file, _ = accepted(area)
    child = unborn(area, file, on=None)
    with acting_as(area.amina):
        watched = watched_of(file, today=TODAY)
    assert child.person_id not in {one.person_id for one in watched.people} and watched.people

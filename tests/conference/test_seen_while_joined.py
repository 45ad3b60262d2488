"""What a case says of somebody it keeps saying, put together with another, taken apart, or kept by a hidden case."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from openccr.access.acting import acting_as
from openccr.conference.operations.research import return_research
from openccr.conference.operations.watching import record_last_seen
from openccr.conference.queries.research import said_of
from openccr.conference.queries.watching import watched_of
from openccr.kernel.actors import Actor
from openccr.people.models import Part, Recognition
from openccr.people.operations import (
    Description,
    Name,
    add_person,
    agree_apart,
    agree_recognition,
    recognise,
    take_apart,
)
from openccr.people.rules import PartKind
from tests.conference.conferences import TODAY, WHEN, Listed, listed, research_for
from tests.makers import Area, open_case


def joined(area: Area) -> tuple[Listed, UUID]:
    """A listed case whose victim is, wrongly, held for somebody of an earlier one; and who that is."""
    case, earlier = listed(area), open_case(area)
    with acting_as(area.amina):
        her = Part.objects.get(file_id=case.file, kind=PartKind.VICTIM).person
        born = her.born_on
        name = her.names.get()
    other = add_person(
        actor=area.amina, file_id=earlier, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given=name.given, family=name.family),), born_on=born),
    )  # fmt: skip
    recognise(actor=area.amina, file=case.file, person=her.id, as_person=other, reason="One name", at=WHEN)
    with acting_as(area.amina):
        asked = Recognition.objects.get()
    if asked.state == "asked":
        agree_recognition(actor=second(area), file=case.file, recognition=asked.id, at=WHEN)
    return case, other


def second(area: Area) -> Actor:
    """A second coordinator."""
    return replace(area.amina, user_id=area.dee.user_id)


def apart(area: Area, case: Listed) -> None:
    with acting_as(area.amina):
        made = Recognition.objects.get()
    asked = {"file": case.file, "recognition": made.id}
    if take_apart(actor=area.amina, **asked, reason="Two people", at=WHEN) is None:
        agree_apart(actor=second(area), **asked, at=WHEN)
        assert take_apart(actor=area.amina, **asked, reason="Two people", at=WHEN)


def see(area: Area, case: Listed, person: UUID) -> None:
    record_last_seen(
        actor=area.pia, file_id=case.file, person_id=person, on=TODAY, by="Her doctor", way="visit", alone=True,
        well=True, at=WHEN,
    )  # fmt: skip


def seen_by(area: Area, case: Listed) -> list[str | None]:
    with acting_as(area.grace):
        victims = [one for one in watched_of(case.file, today=TODAY).people if not one.label.startswith("Child")]
        return [one.seen.counted.by if one.seen.counted else None for one in victims]


def test_last_seen_written_while_joined_stays_on_the_page_of_its_case(area: Area) -> None:
    case, other = joined(area)
    see(area, case, other)
    assert seen_by(area, case) == ["Her doctor"]
    apart(area, case)
    assert seen_by(area, case) == ["Her doctor"]


def test_research_written_while_joined_is_said_of_her_and_not_of_nobody(area: Area) -> None:
    case, other = joined(area)
    asked = research_for(area, case, "housing")
    return_research(
        actor=area.bea, file_id=case.file, research_id=asked.id, at=WHEN, on_people={other: "Moved in in May."}
    )
    apart(area, case)
    with acting_as(area.amina):
        (her,) = Part.objects.filter(file_id=case.file, kind=PartKind.VICTIM).values_list("person_id", flat=True)
        (line,) = [one for said in said_of(file_id=case.file, today=TODAY) for one in said.on_people]
    assert (line.person_id, line.facts) == (her, "Moved in in May.") and line.name != "Not named"
    # Written anew, it is that line which changes: there is not a second one of her.
    return_research(
        actor=area.bea, file_id=case.file, research_id=asked.id, at=WHEN, on_people={her: "Moved in in June."}
    )
    with acting_as(area.amina):
        assert [
            one.facts for said in said_of(file_id=case.file, today=TODAY) for one in said.on_people
        ] == ["Moved in in June."]  # fmt: skip

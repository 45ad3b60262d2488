"""Writing down a death, and what was done when somebody may take their own life."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.casefiles.operations import note
from openccr.kernel.actors import Actor
from openccr.kernel.events import publish
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.practice import practice
from openccr.people.models import Death, Part, Person, SuicidalSign
from openccr.people.rules.dangers import CONSIDERED, PersonDied, SignsSeen, why_not_closed, why_not_died

RECORD = "record"
"""Where signs come from that no instrument asked about."""


def mark_died(*, actor: Actor, file: UUID, person: UUID, died_on: date, source: str, at: datetime) -> None:
    """Write down that somebody has died: contact and letters stop in every file, and the records are held.

    The person's own record says so, so it holds in files out of the actor's sight too; those the actor sees get a line.

    Args:
        died_on: the day, as near as it is known.
        source: who says so and how they know.

    Raises Refusal as `rules.dangers.why_not_died`, NotFound for somebody not on that file.
    """
    with acting_as(actor):
        must(actor, "people.death")
        row = _locked(file, person)
        why = why_not_died(died_on=died_on, today=localdate(at), source=source, already=row.died_on is not None)
        if why is not None:
            raise why
        for each in _say(actor, person, died_on=died_on, source=source.strip(), at=at):
            sentence = "Recorded as having died. No contact and no letters; every record is kept"
            note(file_id=each, kind="death", sentence=sentence, at=at, about_id=person)
            record("death.said", file_id=each, subjects=[person], fields=["died_on"], at=at)
            publish(PersonDied(actor=actor, file_id=each, person_id=person))


def correct_death(*, actor: Actor, file: UUID, person: UUID, reason: str, at: datetime) -> None:
    """The record of death was wrong: the person lives. The wrong row stays, and one that corrects it is added.

    Raises Refusal without a reason or where no death is recorded, NotFound for somebody not on that file.
    """
    with acting_as(actor):
        must(actor, "people.death")
        if _locked(file, person).died_on is None:
            raise Refusal("No death is recorded.")
        if not reason.strip():
            raise Refusal("Say what was wrong, and who says so.", field="reason")
        for each in _say(actor, person, died_on=None, source=reason.strip(), at=at):
            sentence = "The record of death was wrong and is corrected. Each channel of contact counts again"
            note(file_id=each, kind="death", sentence=sentence, at=at, about_id=person)
            record("death.corrected", file_id=each, subjects=[person], fields=["died_on"], at=at)


def consider_review(*, actor: Actor, file: UUID, person: UUID, considered: str, reason: str, at: datetime) -> None:
    """The coordinator says whether the body that decides on death reviews was told, and why if not.

    Raises Refusal for a word that is not of `CONSIDERED` or without a reason, NotFound where no death is recorded.
    """
    with acting_as(actor):
        must(actor, "people.consider_death")
        if considered not in CONSIDERED:
            raise Refusal("Say whether a review is asked for.", field="considered")
        if not reason.strip():
            raise Refusal("Say who was told and when, or why no review is asked for.", field="reason")
        _locked(file, person)
        newest = Death.objects.filter(person_id=person).order_by("-said_at").first()
        if newest is None or newest.died_on is None:
            raise NotFound
        Death.objects.filter(id=newest.id).update(
            considered=considered, considered_reason=reason.strip(), considered_at=at, considered_by=actor.name
        )
        note(file_id=file, kind="death", sentence=f"Death review: {CONSIDERED[considered].lower()}", at=at)
        record("death.considered", file_id=file, subjects=[person], at=at)


def see_signs(
    *,
    actor: Actor,
    file: UUID,
    person: UUID,
    what: str,
    at: datetime,
    told: str = "",
    safety_step: str = "",
    route: str = "",
    arises_from: str = RECORD,
) -> UUID:
    """Write down signs that somebody may take their own life; something is done the same day.

    Args:
        what: what was seen or said, in a sentence.
        told: who was told today.
        safety_step: what was done to keep the person safe tonight.
        route: key of the pack's crisis route that was taken.
        arises_from: an instrument's item (key@version/number), or `RECORD`.

    Returns the row's id. Raises Refusal for an unknown route or without a word, NotFound for somebody not on that file.
    """
    with acting_as(actor):
        must(actor, "people.signs")
        assert actor.agency_id is not None  # a role that works on cases is held in an agency
        if not what.strip():
            raise Refusal("Say what was seen or said, in a sentence.", field="what")
        _need_route(actor, route)
        if not Part.objects.filter(file_id=file, person_id=person).exists():
            raise NotFound
        row = SuicidalSign(
            file_id=file, person_id=person, seen_at=at, seen_by=actor.name, agency_id=actor.agency_id,
            arises_from=arises_from, what=what.strip(), told=told.strip(), safety_step=safety_step.strip(),
            route=route, due_on=localdate(at),
        )  # fmt: skip
        SuicidalSign.objects.bulk_create([row])
        sentence = "Signs that somebody of this case may take their own life: see what was done today"
        note(file_id=file, kind="signs", sentence=sentence, at=at, about_id=row.id)
        record("signs.seen", file_id=file, subjects=[person], at=at)
        publish(SignsSeen(actor=actor, file_id=file, sign_id=row.id))
        return row.id


def act_on_signs(
    *, actor: Actor, file: UUID, sign: UUID, told: str, safety_step: str, route: str, closing: str, at: datetime
) -> None:
    """Write down what was done, and close the signs where `closing` says why they may be.

    Raises Refusal as `rules.dangers.why_not_closed` and for signs closed already, NotFound for those of another file.
    """
    with acting_as(actor):
        must(actor, "people.signs")
        _need_route(actor, route)
        row = SuicidalSign.objects.select_for_update().filter(id=sign, file_id=file).first()
        if row is None:
            raise NotFound
        if row.closed_at is not None:
            raise Refusal("This is closed already.", remedy="Write down new signs as such.")
        given: dict[str, object] = {"told": told.strip(), "safety_step": safety_step.strip(), "route": route}
        if closing.strip():
            why = why_not_closed(told=told, safety_step=safety_step, route=route, closing=closing)
            if why is not None:
                raise why
            given |= {"closed_at": at, "closed_by": actor.name, "closing": closing.strip()}
        SuicidalSign.objects.filter(id=sign).update(**given)
        said = "Suicidal signs: closed" if closing.strip() else "Suicidal signs: what was done is written down"
        note(file_id=file, kind="signs", sentence=said, at=at, about_id=sign)
        record("signs.acted", file_id=file, subjects=[row.person_id], at=at)


def _locked(file: UUID, person: UUID) -> Person:
    if not Part.objects.filter(file_id=file, person_id=person).exists():
        raise NotFound
    return Person.objects.select_for_update().get(id=person)


def _say(actor: Actor, person: UUID, *, died_on: date | None, source: str, at: datetime) -> list[UUID]:
    """Write it down. Returns the files the actor sees in which the person has a part, for a line in each."""
    # Read first: whoever is kept out of the case in this moment is refused its line, and with it all of this. Read
    # afterwards, it would have stood without a line.
    files = sorted(set(Part.objects.filter(person_id=person).values_list("file_id", flat=True)))
    row = Death(person_id=person, died_on=died_on, source=source, said_by=actor.name, said_at=at)
    Death.objects.bulk_create([row])
    Person.objects.filter(id=person).update(died_on=died_on)
    return files


def _need_route(actor: Actor, route: str) -> None:
    routes = practice(actor).people.crisis_routes
    if route and route not in routes:
        raise Refusal(f"“{route}” is not one of {', '.join(routes)}.", field="route")

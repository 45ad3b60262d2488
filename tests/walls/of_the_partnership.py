"""What the world's partnership has beside its case: one of each kind that a page shows."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from openccr.access.acting import acting_as
from openccr.actions.operations.area import agree_area_action
from openccr.governance.models import Debrief, Moderated
from openccr.governance.operations.assessment import Said, agree, move_round, open_round, rate
from openccr.governance.operations.coordination import offer_debriefs
from openccr.governance.rules.quality import Follow
from openccr.partnership.clients import issue
from openccr.partnership.providers import providers_of, set_up
from openccr.voice.models import Contribution, Message
from openccr.voice.operations.messages import leave
from openccr.voice.operations.surveys import answer_survey
from tests.conference.conferences import TODAY, WHEN, working_day
from tests.makers import Area


def debrief_for(area: Area) -> UUID:
    """A talk that is offered to Bea."""
    offer_debriefs(actor=area.fay, occasion="hard_hearing", people=[area.bea.appointment], at=WHEN)
    with acting_as(area.bea):
        return Debrief.objects.get().id


def the_partnerships_action(area: Area) -> UUID:
    """An action of the partnership itself, for Bea's agency to do."""
    return agree_area_action(
        actor=area.amina, what="Publish the staff policy", agency_id=area.agencies["housing"], at=WHEN,
        due_on=working_day(20), arises_from="governance.round", arises_id=uuid4(),
    ).id  # fmt: skip


def assessed(area: Area) -> tuple[UUID, UUID]:
    """A round of the self-assessment in moderation, so that both its pages of answers are there, and a gap of it."""
    late = TODAY + timedelta(days=30)
    round_id = open_round(actor=area.amina, kind="full", name="Autumn", rate_by=late, at=WHEN)
    what = {"survivor_voice-1": Said(2, "medium", "Some.")}
    rate(actor=area.lena, round_id=round_id, component="survivor_voice", said=what, at=WHEN)
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=WHEN)
    agree(
        actor=area.amina, round_id=round_id, question="survivor_voice-2", score=1, words="Few are asked.", dissent="",
        follow=Follow("Ask them", "Amina", late), evidence=[], at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        return round_id, Moderated.objects.get().id


def message_left(area: Area) -> UUID:
    """An anonymous message that nobody has read."""
    leave(area=area.code, words="Nobody rang me back.")
    with acting_as(area.amina):
        return Message.objects.get().id


def answer_given(area: Area, survey: UUID) -> UUID:
    """An answer to a survey that somebody gave without a name, and nobody on duty has read."""
    answer_survey(area=area.code, survey=survey, answers=["The desk is open to the room.", ""], consents=[], groups=[])
    with acting_as(area.amina):
        return Contribution.objects.get(unnamed=True).id


def set_up_sign_in(area: Area) -> UUID:
    """A single sign-on of the housing agency that its lead set up and nobody has agreed to."""
    agency = area.agencies["housing"]
    set_up(
        actor=area.lena, agency=agency, name="Staff account", issuer="https://sign-in.example", client_id="x",
        secret="x", domains="work.example",
    )  # fmt: skip
    return providers_of(actor=area.lena, agency=agency)[1][0].id


def issue_client(area: Area) -> UUID:
    """An API client of the housing agency."""
    return issue(
        actor=area.lena,
        agency=area.agencies["housing"],
        name="Case records",
        scopes=["actions:read"],
        from_on=TODAY,
        until_on=TODAY,
    ).client_id

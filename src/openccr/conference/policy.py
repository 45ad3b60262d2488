"""What may be done at the conference, and by whom."""

from __future__ import annotations

from typing import Any

from openccr.access.may import Rule, role, scope
from openccr.casefiles.policy import coordinates, works_on_cases
from openccr.kernel.actors import Actor, ActorKind
from openccr.kernel.refusals import Refusal
from openccr.partnership.rules import Scope

_AT_THE_TABLE = ("coordinator", "representative", "idva", "chair")

at_the_table = role(*_AT_THE_TABLE, "commands", sentence="Your role takes no part in the conference.")
works_on_cases_or_leads = role(
    "coordinator", "representative", "idva", "chair", sentence="Only people who work on the case write this."
)
leads_the_meeting = role("chair", "coordinator", sentence="Only the chair or the coordinator does this.")


def _answers_for_agency(actor: Actor, agency: Any) -> Refusal | None:
    """An agency answers for itself; what it says on the telephone the coordinator writes down."""
    if agency is None or agency.id == actor.agency_id or coordinates(actor) is None:
        return None
    return Refusal(f"Only {agency.name} answers this.")


def _refers_for_agency(actor: Actor, agency: Any) -> Refusal | None:
    """An agency refers in its own name; a file of several agencies' referrals the coordinator brings in."""
    if agency is None or agency.id == actor.agency_id or coordinates(actor) is None:
        return None
    return Refusal(f"Only {agency.name} or the coordinator refers in its name.", field="agency")


def _holds_a_link(actor: Actor, _: Any) -> Refusal | None:
    return None if actor.kind is ActorKind.GUEST else Refusal("Only whoever holds a link does this.")


MAY: dict[str, Rule] = {
    "conference.hold": role("commands", sentence="Who may be in a case is looked for by the partnership itself."),
    "conference.refer": works_on_cases & Rule(_refers_for_agency),
    "conference.remove_drafts": role("commands", sentence="Only the nightly job removes drafts."),
    "conference.give_link": role(
        "coordinator", "lead", sentence="Only the coordinator or your agency's lead gives links to people outside."
    ),
    "conference.leave_referral": Rule(_holds_a_link),
    "conference.import": works_on_cases,
    "conference.import_log": coordinates,
    "conference.api_send": scope(Scope.SEND_REFERRALS),
    "conference.api_read": scope(Scope.READ_REFERRALS),
    "conference.api_research": scope(Scope.READ_RESEARCH),
    "conference.api_answer": scope(Scope.ANSWER_RESEARCH),
    "conference.triage": coordinates,
    "conference.second": works_on_cases,
    "conference.transfer": coordinates,
    "conference.see_transfer": role(
        "coordinator", "idva", "commands", sentence="Only the coordinator and the IDVA see where a case goes."
    ),
    "conference.passed_to": role(
        "coordinator", "idva", sentence="Only the coordinator and the IDVA see where a referral was passed to."
    ),
    "conference.area_keys": coordinates,
    "conference.past_papers": coordinates,
    "conference.two_ways": coordinates,
    "conference.name_adviser": coordinates,
    "conference.who_does_what": role(
        "coordinator", "idva", sentence="Only the coordinator and a domestic abuse specialist see this."
    ),
    "conference.early_help": works_on_cases,
    "conference.case": at_the_table,
    "conference.meet": coordinates,
    "conference.list": coordinates,
    "conference.say_who_comes": at_the_table,
    "conference.chase": role("commands", sentence="Only the nightly job reminds of meetings."),
    "conference.circulation": leads_the_meeting,
    "conference.calendar": at_the_table,
    "conference.research": works_on_cases & Rule(_answers_for_agency),
    "conference.research_for": coordinates,
    "conference.practise": role(*_AT_THE_TABLE, sentence="Practice is for those who sit at the table."),
    "conference.hear": leads_the_meeting,
    "conference.see": works_on_cases_or_leads,
    "conference.watch_dates": role("commands", sentence="Only the nightly job tells of dangerous dates."),
    "conference.attend": at_the_table,
    "conference.close_case": coordinates,
    "conference.minutes": leads_the_meeting,
    "conference.issue_minutes": coordinates,
    "conference.promise_sheet": role("idva", sentence="The IDVA reads it out, so the IDVA makes it."),
    "conference.evidence": role("idva", "coordinator", sentence="The IDVA or the coordinator helps with this."),
    "conference.thank": coordinates,
    "conference.flags_ending": works_on_cases,
    "conference.pack_keys": coordinates,
    "conference.packs": role(
        "chair", "coordinator", "commands", sentence="Only the chair or the coordinator takes a meeting's pack."
    ),
    "conference.make_pack": coordinates,
}

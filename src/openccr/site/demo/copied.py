"""Tells the invented area all at once: rows computed by the rules' state tables, written by COPY."""

from __future__ import annotations

from openccr.audit.models import AuditEvent
from openccr.conference.models import AgendaSent
from openccr.site.demo import acts, hearing_rows, not_met_rows, referral_rows, sharing_rows
from openccr.site.demo.copying import Copier
from openccr.site.demo.ledger import Ledger
from openccr.site.demo.people_rows import settle
from openccr.site.demo.place_rows import add_meeting, add_place
from openccr.site.demo.story import Story
from openccr.site.demo.told import Memory, Told

CASES = 1_000
"""Rows of how many cases are written in one transaction."""


def copy_area(story: Story) -> int:
    """Write the area; the number of its cases.

    One of up to `CASES` cases is there as a whole or not at all; a larger one that was cut short is not to be used.
    """
    ledger = Ledger(place=story.place, zone=story.setting.clock.zone, seed=story.seed)
    copier, written, waiting = Copier(), 0, 0
    add_place(ledger, story)
    meetings = {one.number: add_meeting(ledger, story, one) for one in story.gatherings}
    memory = Memory(pack=story.setting.pack, ledger=ledger, meetings=meetings)
    for gathering, cases in zip(story.gatherings, story.cases(), strict=True):
        for case in cases:
            tell(memory, case)
        _send_out(memory, gathering)
        written += len(cases)
        waiting += len(cases)
        if waiting >= CASES:
            _flush(ledger, copier)
            waiting = 0
    _flush(ledger, copier)
    return written


def tell(memory: Memory, case: acts.Case) -> None:
    """Keep the rows of one case, act by act."""
    first, *rest = case.acts
    assert isinstance(first, acts.Referred)
    told = referral_rows.refer(memory, first)
    for act in rest:
        _tell(memory, told, act)
    people = [one for part in told.people.values() for one in part]
    settle(memory.ledger, people)
    memory.people[case.number] = {part: [one.known for one in found] for part, found in told.people.items()}
    memory.referrals[case.number] = told.referral.id


def _tell(memory: Memory, told: Told, act: acts.Act) -> None:
    match act:
        case acts.Triaged():
            referral_rows.triage(memory, told, act)
        case acts.NotMetProposed():
            not_met_rows.propose(memory, told, act)
        case acts.NotMetConfirmed():
            not_met_rows.confirm(memory, told, act)
        case acts.HelpConfirmed():
            not_met_rows.confirm_help(memory, told, act)
        case acts.RepeatDecided():
            referral_rows.decide_repeat(memory, told, act)
        case acts.Recognised():
            referral_rows.recognise(memory, told, act)
        case acts.Justified():
            sharing_rows.justify(memory, told, act)
        case acts.Excluded():
            referral_rows.exclude(memory, told, act)
        case acts.Assessed():
            referral_rows.assess(memory, told, act)
        case acts.ContactSaid():
            referral_rows.say_contact(memory, told, act)
        case acts.Died():
            referral_rows.die(told, act)
        case acts.Listed():
            hearing_rows.list_case(memory, told, act)
        case acts.Researched():
            hearing_rows.research(memory, told, act)
        case acts.Heard():
            hearing_rows.hear(memory, told, act)
        case acts.TakenOff():
            hearing_rows.take_off(memory, told, act)
        case acts.ActionEnded():
            hearing_rows.end_action(memory, told, act)
        case acts.Checked():
            hearing_rows.check_action(memory, told, act)
        case acts.MadeSafe():
            hearing_rows.make_safe(memory, told, act)
        case acts.Flagged():
            hearing_rows.flag(memory, told, act)
        case acts.Seen():
            memory.ledger.record(act.type, by=act.by, at=act.at, file_id=told.file.id)
        case _:
            raise TypeError(f"nobody tells {type(act).__name__}")


def _send_out(memory: Memory, gathering: acts.Gathering) -> None:
    """The agenda goes out once every case of the meeting is told: the audit names them."""
    if gathering.circulated_at is None:
        return
    listed = memory.listed.pop(gathering.number, [])
    files = [file_id for file_id, at in listed if at < gathering.circulated_at]
    meeting = memory.meetings[gathering.number]
    agencies = {agency for agency, at in memory.invited.pop(gathering.number, []) if at < gathering.circulated_at}
    memory.ledger.add(
        *(
            AgendaSent(
                id=memory.ledger.ids.id(), partnership_id=meeting.partnership_id, meeting_id=meeting.id,
                agency_id=agency, version=meeting.version, sent_at=gathering.circulated_at,
            )
            for agency in sorted(agencies)
        )
    )  # fmt: skip
    memory.ledger.record(
        "meeting.circulated", by=memory.ledger.place.coordinator, at=gathering.circulated_at,
        subjects=[memory.meetings[gathering.number].id, *files],
    )  # fmt: skip


def _flush(ledger: Ledger, copier: Copier) -> None:
    """Write what has been collected, with its audit in the order of time."""
    rows, events = ledger.taken()
    in_time = sorted(events, key=lambda event: event.at)
    copier.write({**rows, AuditEvent: in_time})

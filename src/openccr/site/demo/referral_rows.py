"""The rows of a referral: its file, its people, what was decided on it."""

from __future__ import annotations

from datetime import timedelta

from openccr.casefiles.models import CaseFile, Exclusion, Grant
from openccr.casefiles.rules import WHOLE_AREA, FileKind
from openccr.conference.models import ReceivedReference, Referral
from openccr.conference.operations.received import content_token, reference_token
from openccr.conference.operations.referrals import LAWFUL_BASIS
from openccr.conference.rules.referrals import REFERRAL, TriageFacts
from openccr.conference.rules.submissions import gaps
from openccr.people.models import Recognition
from openccr.people.rules import Contact, PartKind, initials
from openccr.risk.models import Assessment
from openccr.risk.rules import Assessed, find, wording
from openccr.site.demo import acts
from openccr.site.demo.people_rows import Fresh, Known, add_contact, fresh, newcomers, recognised, rows_moved
from openccr.site.demo.place import Staff
from openccr.site.demo.referring import instrument_of
from openccr.site.demo.told import Memory, Told

PURPOSE, EVENT = "referral to the conference", "ReferralReceived"
AUDITED = {
    "accept": "referral.accepted",
    "send_back": "referral.returned",
    "resubmit": "referral.resubmitted",
    "appeal": "referral.appealed",
}
"""Move of the state table → what the audit calls it."""
ANSWERED = {"resubmit": "Sent again", "appeal": "Appealed"}
"""What the referring agency says to a decision; the decision stays beside it."""


def refer(memory: Memory, act: acts.Referred) -> Told:
    """The referral comes in: file, grants, people, score and referral."""
    ledger, submission = memory.ledger, act.submission
    ids, place, name = ledger.ids, ledger.place, submission.victim.names[0]
    whole_area = place.id if FileKind.MARAC in WHOLE_AREA else None
    file = CaseFile(
        id=ids.id(), partnership_id=place.id, kind=FileKind.MARAC.value, reference=ids.reference(),
        whole_area_id=whole_area, opened_at=act.at, title=initials(name.given, name.family),
    )  # fmt: skip
    referral = _referral(memory, act, file)
    ledger.add(
        ReceivedReference(
            id=ids.id(), partnership_id=place.id, reference_token=reference_token(submission),
            content_token=content_token(submission),
        ),
        file,
        referral,
    )  # fmt: skip
    agencies = {submission.agency.id, place.coordinating.id}
    for agency_id in sorted(agencies):
        ledger.add(
            Grant(
                id=ids.id(), file_id=file.id, agency_id=agency_id, manages=True, purpose=PURPOSE,
                lawful_basis=LAWFUL_BASIS, from_at=act.at, decided_by=act.by.appointment_id, arises_from=EVENT,
                arises_from_id=referral.id,
            )
        )  # fmt: skip
    ledger.record("case.opened", by=act.by, at=act.at, file_id=file.id)
    told = Told(
        submission=submission, file=file, referral=referral, people=_people(memory, act, file),
        sees=dict.fromkeys(agencies), judged_high=submission.judged_high,
    )  # fmt: skip
    _score(memory, act, told)
    sentence = f"Referred by {submission.agency.name}"
    ledger.note(by=act.by, file_id=file.id, kind="referral", sentence=sentence, at=act.at, about_id=referral.id)
    ledger.record("referral.received", by=act.by, at=act.at, file_id=file.id, subjects=[referral.id])
    return told


def _referral(memory: Memory, act: acts.Referred, file: CaseFile) -> Referral:
    sent, pack = act.submission, memory.pack
    asked = gaps(sent, process=pack.processes["marac"], ties=pack.relationships.relationships)
    return Referral(
        id=memory.ledger.ids.id(), file_id=file.id, agency_id=sent.agency.id, their_reference=sent.reference,
        referrer_name=sent.referrer_name, referrer_email=sent.referrer_email, source=sent.agency.source,
        referred_on=sent.referred_on, incident_on=sent.incident_on, received_at=act.at, criteria=list(sent.criteria),
        primary_criterion=sent.criteria[0] if sent.criteria else "", judgement_reason=sent.judgement_reason,
        reason=sent.reason, wishes=sent.victim_wishes, aware=_told(sent.victim_aware),
        unaware_reason=sent.unaware_reason, consent=_told(sent.consent), children=len(sent.children),
        gaps=[str(gap) for gap in asked], state=REFERRAL.first,
    )  # fmt: skip


def _told(answer: str) -> str:
    return answer if answer in ("yes", "no") else "unknown"


def _people(memory: Memory, act: acts.Referred, file: CaseFile) -> dict[PartKind, list[Fresh]]:
    sent = act.submission
    described = newcomers(
        victim=sent.victim, harmers=[(one.described, one.relationship) for one in sent.harmers],
        children=sent.children, file_id=file.id, source=sent.agency.name, on=sent.referred_on,
    )  # fmt: skip
    found: dict[PartKind, list[Fresh]] = {}
    for one in described:
        found.setdefault(one.kind, []).append(fresh(memory.ledger, one))
    added = [person.id for people in found.values() for person in people]
    memory.ledger.record("person.added", by=act.by, at=act.at, file_id=file.id, subjects=added)
    return found


def _score(memory: Memory, act: acts.Referred, told: Told) -> None:
    sent, victim = act.submission, told.people[PartKind.VICTIM][0].id
    if sent.dash_score is None and not sent.judged_high:
        return
    row = Assessment(
        id=memory.ledger.ids.id(), file_id=told.file.id, person_id=victim,
        instrument=memory.pack.processes["marac"].choices.instruments[0], score=sent.dash_score,
        judged_high=True if sent.judged_high else None, judgement_reason=sent.judgement_reason,
        assessed_on=sent.referred_on, agency_name=sent.agency.name, author_name=sent.referrer_name, entered_at=act.at,
    )  # fmt: skip
    memory.ledger.add(row)
    told.assessment = row
    subjects = [row.id, victim]
    memory.ledger.record("risk.score_received", by=act.by, at=act.at, file_id=told.file.id, subjects=subjects)


def triage(memory: Memory, told: Told, act: acts.Triaged) -> None:
    """A decision, or what the agency says to it; the state table says what follows."""
    referral, ledger = told.referral, memory.ledger
    facts = TriageFacts(criteria=tuple(referral.criteria), reason=act.reason, judged_high=told.judged_high)
    referral.state = REFERRAL.make(state=referral.state, move=act.move, facts=facts)
    if act.move in ANSWERED:
        sentence = f"{ANSWERED[act.move]}: {act.reason}"
    else:
        referral.decision_key, referral.decision_reason, referral.advice = act.key, act.reason, ""
        referral.decided_by, referral.decided_at = act.by.name, act.at
        words = REFERRAL.states[referral.state]
        sentence = f"{words}: {act.reason}" if act.reason else words
    _note(memory, told, act.by, "triage", sentence, act)
    ledger.record(AUDITED[act.move], by=act.by, at=act.at, file_id=told.file.id, subjects=[referral.id])


def decide_repeat(memory: Memory, told: Told, act: acts.RepeatDecided) -> None:
    """Whether it is a repeat, and by which version of the rule."""
    referral, rule = told.referral, memory.pack.processes["marac"].repeat_rule
    referral.repeat, referral.repeat_rule = act.repeat, rule.key
    referral.previous_id = memory.referrals[act.earlier] if act.repeat and act.earlier else None
    found = "Confirmed as a repeat" if act.repeat else "Found not to be a repeat"
    _note(memory, told, act.by, "triage", f"{found} ({rule.name})", act)
    memory.ledger.record(
        "referral.repeat_decided", by=act.by, at=act.at, file_id=told.file.id, subjects=[referral.id], fields=["repeat"]
    )


def recognise(memory: Memory, told: Told, act: acts.Recognised) -> None:
    """Somebody of this case is somebody of an earlier one."""
    one = told.people[act.part][act.place]
    earlier: Known = memory.people[act.earlier][act.part][act.place]
    before, rows = one.id, rows_moved(one)
    files = sorted({told.file.id, *earlier.files})
    differing = recognised(one, earlier)
    also = f" What differs: {'; '.join(differing)}." if differing else ""
    sentence = f"Recognised as somebody of an earlier case: {act.reason.rstrip('.')}.{also}"
    memory.ledger.note(
        by=act.by, file_id=told.file.id, kind="recognised", sentence=sentence, at=act.at, about_id=earlier.id
    )
    slip = timedelta(hours=memory.pack.people.merging.slip_hours)
    memory.ledger.add(
        Recognition(
            id=memory.ledger.ids.id(), file_id=told.file.id, person_id=before, as_person_id=earlier.id, state="stands",
            reason=act.reason, asked_user=act.by.user_id, asked_name=act.by.name, asked_at=act.at, done_at=act.at,
            alone_until=act.at + slip, emptied=True, parts=[str(one.part.id)], rows=rows,
        )
    )  # fmt: skip
    for file_id in files:
        memory.ledger.record("person.recognised", by=act.by, at=act.at, file_id=file_id, subjects=[before, earlier.id])


def exclude(memory: Memory, told: Told, act: acts.Excluded) -> None:
    """Somebody is kept out."""
    row = Exclusion(
        id=memory.ledger.ids.id(), file_id=told.file.id, user_id=act.whom.user_id, reason=act.reason, from_at=act.at,
        decided_by=act.by.appointment_id,
    )  # fmt: skip
    memory.ledger.add(row)
    memory.ledger.record("exclusion.made", by=act.by, at=act.at, file_id=told.file.id, subjects=[row.id])


def assess(memory: Memory, told: Told, act: acts.Assessed) -> None:
    """The whole instrument was answered."""
    tool, ledger, victim = instrument_of(memory.pack), memory.ledger, told.people[PartKind.VICTIM][0].id
    found = find(tool, act.answers)
    row = Assessment(
        id=ledger.ids.id(), file_id=told.file.id, person_id=victim, instrument=tool.id,
        answers={str(number): {"answer": answer} for number, answer in sorted(act.answers.items())},
        score=found.score, unknowns=found.unknowns, judged_high=act.judged_high, judgement_reason=act.reason,
        assessed_on=act.at.date(), agency_name=ledger.place.agency_of(act.by).name, author_name=act.by.name,
        appointment_id=act.by.appointment_id, supersedes=told.assessment, entered_at=act.at,
    )  # fmt: skip
    ledger.add(row)
    told.assessment = row
    told.judged_high = told.judged_high or act.judged_high
    assessed = Assessed(
        instrument=tool, score=found.score, unknowns=found.unknowns, judged_high=act.judged_high, answers=act.answers
    )
    sentence = f"Risk assessed: {wording(assessed)}"
    ledger.note(by=act.by, file_id=told.file.id, kind="risk", sentence=sentence, at=act.at, about_id=row.id)
    ledger.record("risk.assessed", by=act.by, at=act.at, file_id=told.file.id, subjects=[row.id, victim])


def say_contact(memory: Memory, told: Told, act: acts.ContactSaid) -> None:
    """She was asked herself how she can be reached."""
    ledger, victim = memory.ledger, told.people[PartKind.VICTIM][0]
    add_contact(ledger, victim, Contact(safe=act.safe, rule=act.rule), source=act.by.name, on=act.at.date())
    sentence = "Asked how to make contact safely"
    ledger.note(by=act.by, file_id=told.file.id, kind="contact", sentence=sentence, at=act.at, about_id=victim.id)
    fields = ["channel", "safe", "rule"]
    ledger.record("contact.said", by=act.by, at=act.at, file_id=told.file.id, subjects=[victim.id], fields=fields)


def die(told: Told, act: acts.Died) -> None:
    """Somebody died; whoever was recognised as somebody of an earlier case keeps that row as it is."""
    one = told.people[act.part][0]
    if one.person.merged_into_id is None:
        one.person.died_on = act.on


def _note(memory: Memory, told: Told, by: Staff, kind: str, sentence: str, act: acts.Act) -> None:
    memory.ledger.note(by=by, file_id=told.file.id, kind=kind, sentence=sentence, at=act.at, about_id=told.referral.id)

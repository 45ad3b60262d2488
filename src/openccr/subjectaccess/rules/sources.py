"""The closed list of what is searched: each table of a case or a person, its words, whose they are and where from.

A wall test compares it with the models: a table or a field that nobody has thought of fails, so nothing is forgotten,
neither what is theirs nor what must not leave.
"""

from __future__ import annotations

from openccr.subjectaccess.rules.fields import Table, Whose, Words
from openccr.subjectaccess.rules.tagging import Source

_ROW, _VICTIM, _HARMER = Words(Whose.ROW), Words(Whose.VICTIM), Words(Whose.HARMER)
_OPINION = Words(Whose.ANYBODY, Source.OPINION)
_PROCESS = Words(Whose.ANYBODY, Source.PROCESS)
_ANYBODY = Words(Whose.ANYBODY)
_HERS = Words(Whose.VICTIM, Source.OWN_WORDS)
_PLAN = Words(Whose.ANYBODY, Source.PLAN)

TABLES: dict[str, Table] = {
    "people.PersonName": Table(
        title="Names", words={"given": _ROW, "family": _ROW}, without=("kind", "given_key", "family_key", "source")
    ),
    "people.InterpreterNeed": Table(
        title="Interpreter",
        words={"language": _ROW, "dialect": _ROW, "booked": Words(Whose.ROW, Source.PROCESS)},
        without=("gender", "source"),
        at="said_at",
    ),
    "people.ChildVoice": Table(
        title="What a child said",
        words={"said": Words(Whose.ROW, Source.OWN_WORDS, confidential=True)},
        without=("to_whom", "alone", "written_by"),
        at="written_at",
    ),
    "people.ChildFacts": Table(
        title="How a child is",
        words={"risk": Words(Whose.ROW, Source.OPINION)},
        without=("status", "worker", "kept_out_sealed", "source"),
        at="said_at",
    ),
    "people.ContactAttempt": Table(
        title="Attempts to reach somebody",
        words={"note": Words(Whose.ROW, Source.PROCESS)},
        without=("channel", "outcome", "answered_by", "author_name"),
        agency="agency_name",
        at="at",
    ),
    "people.SuicidalSign": Table(
        title="Signs of danger to oneself",
        words={name: Words(Whose.ROW, Source.OPINION) for name in ("what", "told", "safety_step", "closing")},
        without=("seen_by", "arises_from", "route", "closed_by"),
        agency="agency",
        at="seen_at",
    ),
    "casefiles.TimelineEntry": Table(
        title="What happened",
        words={"sentence": _ANYBODY},
        without=("kind", "source", "author_name"),
        agency="agency_name",
        at="at",
    ),
    "casefiles.OneChance": Table(
        title="Only one chance to speak",
        words={"why": _OPINION, "ended_reason": _OPINION},
        without=("set_by", "ended_by"),
        at="set_at",
    ),
    "sharing.WithoutConsent": Table(
        title="Why it was shared without consent",
        words={name: Words(Whose.VICTIM, Source.PROCESS) for name in ("necessity", "proportionality", "why_not_told")},
        without=("law", "told", "decided_by_name"),
        at="at",
    ),
    "sharing.Disclosure": Table(
        title="What was shared",
        at="at",
        agency="agency",
        words={"why": _PROCESS, "necessity": _PROCESS, "proportionality": _PROCESS},
        without=(
            "outside",
            "kinds",
            "law",
            "consent",
            "decided_by_name",
            "arises_from",
            "way",
            "people",
            "outside_agreement",
        ),
    ),
    "risk.Assessment": Table(
        title="Risk assessment",
        words={"judgement_reason": Words(Whose.ROW, Source.OPINION)},
        answers="answers",
        without=("instrument", "grade", "author_name"),
        agency="agency_name",
        at="entered_at",
    ),
    "risk.SecondLook": Table(
        title="Second look at the risk",
        words={"reason": _OPINION},
        without=("author_name",),
        agency="agency_name",
        at="at",
    ),
    "risk.Change": Table(
        title="A change in the risk",
        words={"words": _ROW},
        without=("kind", "author_name"),
        agency="agency_name",
        at="reported_at",
    ),
    "risk.NotDone": Table(
        title="Why the risk was not assessed anew",
        words={"reason": _OPINION},
        without=("author_name",),
        agency="agency_name",
        at="at",
    ),
    "actions.Action": Table(
        title="Agreed action",
        agency="agency",
        at="agreed_at",
        words={name: Words(Whose.FACES, Source.PLAN) for name in ("text", "risk", "evidence", "reason", "lock_words")},
        # One of the partnership itself is about nobody: `said` is of those alone.
        without=(
            "faces",
            "state",
            "checked_by",
            "source",
            "lock",
            "lock_by",
            "escalated_to",
            "arises_kind",
            "said",
        ),
    ),
    "conference.Referral": Table(
        title="Referral",
        agency="agency",
        at="received_at",
        words={
            "reason": Words(Whose.ANYBODY, Source.THIRD_PARTY),
            "judgement_reason": _OPINION,
            "wishes": _HERS,
            "unaware_reason": Words(Whose.VICTIM, Source.PROCESS),
            "decision_reason": _PROCESS,
            "advice": _PROCESS,
        },
        without=(
            "their_reference",
            "referrer_name",
            "referrer_email",
            "source",
            "criteria",
            "primary_criterion",
            "aware",
            "consent",
            "state",
            "gaps",
            "decision_key",
            "decided_by",
            "sent_to",
            "repeat_rule",
        ),
    ),
    "conference.ReferralDetail": Table(title="Referral, further answers", words={}, sealed="sealed"),
    "conference.Hearing": Table(
        title="Conference",
        at="heard_at",
        words={
            "her_views": _HERS,
            "discussion": _ANYBODY,
            "risk_summary": _OPINION,
            "risks": _OPINION,
            "reason": _PROCESS,
        },
        without=("state", "deferred_key"),
    ),
    "conference.Research": Table(
        title="What an agency knows",
        agency="agency",
        at="returned_at",
        words={
            "victim_facts": _VICTIM,
            "harmer_facts": _HARMER,
            "child_facts": Words(Whose.CHILD),
            "her_wishes": _HERS,
            "suggested_actions": _PLAN,
            "current_risk": _OPINION,
            "not_for_minutes": Words(Whose.ANYBODY, Source.POLICE, confidential=True),
        },
        without=("state", "returned_by", "via", "given_by", "document_to"),
    ),
    "conference.ResearchOnPerson": Table(
        title="What an agency knows of one person", words={"facts": _ROW}, agency="agency"
    ),
    "conference.MinutesOfCase": Table(
        title="Minutes",
        words={"text": _ANYBODY},
        without=("part", "from_mark", "written_by", "frozen"),
        at="written_at",
    ),
    "conference.LastSeen": Table(
        title="When last seen", words={"words": _ROW}, without=("by", "way", "recorded_name"), at="recorded_at"
    ),
    "conference.DangerousDate": Table(
        title="Dangerous dates",
        words={"words": _PLAN, "ended_why": _PLAN},
        without=("kind", "source", "recorded_name", "ended_by"),
        agency="owner_agency",
        at="recorded_at",
    ),
    "conference.NotMetProposal": Table(
        title="Why a referral was not taken",
        words={"reason": _PROCESS, "advice": _PROCESS, "answer": _PROCESS},
        without=("key", "proposer_name", "second_name"),
        at="proposed_at",
    ),
    "conference.EarlyHelp": Table(
        title="Early help", words={"outcome": _PROCESS}, without=("route", "done_by"), at="done_at"
    ),
    "conference.Transfer": Table(
        title="Passed to another area",
        at="proposed_at",
        words=dict.fromkeys(("reason", "orders", "handover", "answer", "end_reason"), _PROCESS),
        without=(
            "to_name",
            "state",
            "sections",
            "agencies_agreed",
            "handover_by",
            "law",
            "proposed_by",
            "sent_by",
            "told_by",
        ),
    ),
    "conference.PrimaryVictimAssessment": Table(
        title="Who is the victim",
        words={"reasons": _OPINION, "evidence": _OPINION},
        without=("finding", "by_name"),
        at="at",
    ),
    "safeguarding.OutReferral": Table(
        title="Referral to safeguarding",
        agency="agency",
        at="made_at",
        words={
            "concern": Words(Whose.ROW, Source.OPINION),
            "wishes": Words(Whose.ROW, Source.OWN_WORDS),
            "without_consent_words": Words(Whose.ROW, Source.PROCESS),
            "decision_reason": Words(Whose.ROW, Source.PROCESS),
            "outcome": Words(Whose.ROW, Source.PROCESS),
            "disagreement": Words(Whose.ROW, Source.PROCESS),
            "withdrawn_reason": Words(Whose.ROW, Source.PROCESS),
        },
        without=(
            "by_name",
            "to_outside",
            "route",
            "threshold",
            "urgency",
            "consent",
            "without_consent",
            "state",
            "decision",
            "rung",
        ),
    ),
    "safeguarding.Chase": Table(
        title="What safeguarding was asked and answered",
        words={"said": _PROCESS},
        without=("waiting_for", "how", "by_name", "on"),
        at="at",
    ),
}
"""Every table whose words are searched."""

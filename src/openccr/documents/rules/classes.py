"""Which class of record a table belongs to: every table has one, so that nothing is kept without a rule."""

from __future__ import annotations

OF_WALL = {
    "file": "case",
    "role_in_file": "case",
    "part": "person",
    "agency": "arrivals",
    "partnership": "partnership",
    "self": "own_work",
    "system": "partnership",
    "sign_in": "accounts",
    "public": "partnership",
}
"""Wall → class of record, unless the table is named below."""

OTHERWISE = {
    "audit.AuditEvent": "audit",
    "audit.AuditSeal": "audit",
    "audit.AuditHead": "audit",
    "people.Whereabouts": "whereabouts",
    "people.PersonKey": "whereabouts",
    "people.Addressed": "whereabouts",
    "people.KeyDestroyed": "receipts",
    "documents.Disposal": "receipts",
    "partnership.Appointment": "accounts",
    "partnership.Invitation": "accounts",
    "partnership.ApiClient": "accounts",
    "partnership.SignInProvider": "accounts",
    "insight.Release": "figures",
    "insight.ExactFigures": "figures",
    "subjectaccess.SubjectRequest": "requests",
    "subjectaccess.Passage": "requests",
    "subjectaccess.Bundle": "requests",
    "subjectaccess.Approval": "requests",
    "subjectaccess.Handover": "requests",
    "risk.Draft": "own_work",
    "conference.DraftFile": "own_work",
    "conference.ReferralDraft": "own_work",
    "conference.MeetingPack": "own_work",
}
"""Tables whose class is not that of their wall."""

WHEN = {
    "case_closed": "after the case is closed",
    "last_case_removed": "with the last case they have a part in",
    "request_answered": "after it is answered",
    "made": "after it was made",
    "meeting": "after the meeting",
    "agency_left": "after the agency has left",
    "never": "",
}
THEN = {
    "disposed_by_two": "Two people decide, and a certificate stays",
    "removed_with_case": "Removed with it",
    "key_destroyed": "The key is destroyed",
    "removed_by_itself": "Removed by itself",
    "unnamed": "Stays, and names nobody any more",
    "kept": "Kept",
}


def class_of(label: str, *, wall: str) -> str:
    """The class of record of a table, by its name and its wall."""
    return OTHERWISE.get(label, OF_WALL[wall])


def how_long(*, years: int | None, days: int | None, starts: str) -> str:
    """The period in words: "2 years after it is answered"."""
    number = f"{years} year{'s' * (years != 1)}" if years else f"{days} days" if days else ""
    return " ".join(part for part in (number, WHEN[starts]) if part) or "As long as the partnership"

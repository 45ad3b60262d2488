"""What may be done with kept files."""

from __future__ import annotations

from openccr.access.may import Rule, appointed, role
from openccr.casefiles.policy import coordinates, sees_cases, works_on_cases

MAY: dict[str, Rule] = {
    "documents.attach": works_on_cases,
    "documents.open_attachment": sees_cases,
    "documents.keep": appointed,
    "documents.fetch": appointed,
    "documents.papers": sees_cases,
    "documents.make_paper": appointed,  # what may stand on it, and for whom, is the permission of its kind
    "documents.see_retention": coordinates,
    "documents.dispose": coordinates & role("coordinator", sentence="A person decides on disposal, never a job."),
    "documents.remove_expired": role("commands", sentence="Only the nightly job removes expired files."),
}

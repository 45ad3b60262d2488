"""Who answers somebody's request for their own data."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.casefiles.policy import coordinates

_person = role("coordinator", sentence="A person decides this, never a job.")

MAY: dict[str, Rule] = {
    "subjectaccess.see": coordinates
    | role("protection_officer", sentence="The coordinator and the data protection officer see requests."),
    "subjectaccess.answer": coordinates & _person,
    "subjectaccess.remove_old": role("commands", sentence="Only the nightly job removes old requests."),
    "subjectaccess.approve": (coordinates & _person)
    | role("protection_officer", sentence="Another coordinator or the data protection officer approves."),
}

"""What happens in the invented area, act by act. Two tellers make rows of it: `copied` at once, `played` one by one.

An act names who did it and when, and what they said; what state follows is the rules' business.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from openccr.conference.rules.hearings import Notes
from openccr.conference.rules.submissions import Submission
from openccr.people.rules import PartKind
from openccr.sharing.rules.grounds import Grounds
from openccr.site.demo.place import Staff


@dataclass(frozen=True, kw_only=True)
class Act:
    """Somebody did something at a time."""

    at: datetime
    by: Staff


@dataclass(frozen=True, kw_only=True)
class Referred(Act):
    """The referral came in."""

    submission: Submission


@dataclass(frozen=True, kw_only=True)
class Recognised(Act):
    """Somebody of this case is somebody of an earlier one; `place` counts the people of a part from nought."""

    earlier: int
    part: PartKind
    place: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RepeatDecided(Act):
    """Whether the referral is a repeat, and of which earlier case (None: from before the records begin)."""

    repeat: bool
    earlier: int | None


@dataclass(frozen=True, kw_only=True)
class Triaged(Act):
    """A move of the referral's state table: accept, send_back, resubmit or appeal.

    `key` is of the pack's list of reasons.
    """

    move: str
    key: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class NotMetProposed(Act):
    """Somebody proposed that the criteria are not met, and asked `second` to decide with them."""

    key: str
    reason: str
    advice: str
    route: str
    second: Staff


@dataclass(frozen=True, kw_only=True)
class NotMetConfirmed(Act):
    """The second person agreed."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class HelpConfirmed(Act):
    """The early-help route was taken."""

    outcome: str


@dataclass(frozen=True, kw_only=True)
class Excluded(Act):
    """Somebody is kept out for a conflict of interest."""

    whom: Staff
    reason: str


@dataclass(frozen=True, kw_only=True)
class Justified(Act):
    """Why the referral is shared without consent was written down."""

    grounds: Grounds


@dataclass(frozen=True, kw_only=True)
class Assessed(Act):
    """The whole instrument was answered with the victim: item number → answer."""

    answers: Mapping[int, str]
    judged_high: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class Listed(Act):
    """The case was put on a meeting's agenda and these kinds of agency were asked."""

    meeting: int
    order: int
    asked: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Researched(Act):
    """An agency said what it knows; nothing said is a nil return."""

    meeting: int
    said: Mapping[str, str] = field(default_factory=dict)
    last_contact_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Planned:
    """An action that the meeting agreed; `number` tells it from the others of the case."""

    number: int
    text: str
    faces: str
    kind: str
    due_on: date
    risk: str = ""
    noticeable: bool = False


@dataclass(frozen=True, kw_only=True)
class Heard(Act):
    """The case was started, written down, planned for and finished."""

    meeting: int
    started_at: datetime
    notes: Notes
    plan: tuple[Planned, ...]
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class TakenOff(Act):
    """The case was deferred or withdrawn."""

    meeting: int
    move: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ActionEnded(Act):
    """What became of an action: complete, give_up or decline."""

    number: int
    move: str
    words: str
    on: date


@dataclass(frozen=True, kw_only=True)
class Checked(Act):
    """Somebody else confirms that an action is done."""

    number: int


@dataclass(frozen=True, kw_only=True)
class MadeSafe(Act):
    """Her IDVA says that she knows of a locked action and is safe."""

    number: int
    words: str


@dataclass(frozen=True, kw_only=True)
class Flagged(Act):
    """An agency says that the flag on its own record is on."""

    on: date


@dataclass(frozen=True, kw_only=True)
class ContactSaid(Act):
    """The victim was asked herself how she can be reached by telephone."""

    safe: str
    rule: str


@dataclass(frozen=True, kw_only=True)
class Died(Act):
    """Somebody of the case died on that day."""

    part: PartKind
    on: date


@dataclass(frozen=True, kw_only=True)
class Seen(Act):
    """Somebody opened the case; `type` is the kind of read in the audit."""

    type: str = "case.read"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One file: one referral and all that came of it, in the order of time."""

    number: int
    acts: tuple[Act, ...]

    @property
    def submission(self) -> Submission:
        first = self.acts[0]
        assert isinstance(first, Referred)
        return first.submission


@dataclass(frozen=True, kw_only=True)
class Present:
    """Somebody who signed at a meeting, or an agency that sent apologies (`staff` None)."""

    at: datetime
    kind: str
    staff: Staff | None
    name: str = ""
    agency: str = ""


@dataclass(frozen=True, kw_only=True)
class Gathering:
    """A meeting; what has not happened yet is None."""

    number: int
    forum: UUID
    on: date
    starts_at: time
    venue: str
    chair: Staff
    planned_at: datetime
    circulated_at: datetime | None
    closed_at: datetime | None
    present: tuple[Present, ...]

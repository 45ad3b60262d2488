"""What the case of the world is not in, and some of its pages are pressed in: back in triage, proposed, done, closed.

Each is committed for as long as a page is pressed, since whoever is shut out meanwhile is so by another connection, and
put back afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import timezone
from psycopg import Cursor, sql

from tests.walls.world import World


@dataclass(frozen=True)
class So:
    """A row of the world with other values in some columns.

    Args:
        name: whose id in the world is that of the row.
        values: column → what stands there; a function is asked of the world.
    """

    table: str
    name: str
    values: Mapping[str, object]


def _of(table: str, name: str, **values: object) -> So:
    return So(table, name, values)


def _referral(state: str) -> tuple[So, ...]:
    return (_of("conference_referral", "referral", state=state),)


def _action(state: str) -> tuple[So, ...]:
    return (_of("actions_action", "action", state=state),)


def _transfer(state: str) -> tuple[So, ...]:
    return (_of("conference_transfer", "transfer", state=state),)


def _out(state: str) -> tuple[So, ...]:
    return (_of("safeguarding_outreferral", "out", state=state),)


_RECEIVED, _ASKED_SECOND = _referral("received"), _referral("not_met_proposed")
_HEARD = (*_referral("heard"), _of("conference_hearing", "hearing", state="heard", heard_at=timezone.now()))
_CLOSED = (_of("casefiles_casefile", "file", closed_at=timezone.now()),)
_POLICE_HELD = (
    _of(
        "casefiles_exclusion", "exclusion", agency_id=lambda world: world.area.agencies["police"], user_id=None,
        held=True,
    ),
)  # fmt: skip
_LET_BACK = (
    _of(
        "casefiles_exclusion", "exclusion", lift_reason="Another", lift_user=lambda world: world.area.dee.user_id,
        lift_by=lambda world: world.area.bea.appointment_id, lift_at=timezone.now(),
    ),
)  # fmt: skip
STATES: Mapping[str, tuple[So, ...]] = {
    "actions.agree": _action("proposed"),
    "actions.check": _action("done"),
    "actions.override": (_of("actions_action", "action", lock="locked"),),
    "actions.reopen": _action("impossible"),
    "actions.safe": (_of("actions_action", "action", lock="locked"),),
    "casefiles.keep_excluded": _LET_BACK,
    "casefiles.lift": _LET_BACK,
    "conference.accept": _RECEIVED,
    "conference.accept_urgently": _RECEIVED,
    "conference.appeal": _referral("not_met"),
    "conference.close_case": (*_HEARD, *_action("done")),
    "conference.confirm_not_met": _RECEIVED,
    "conference.decide_again": _referral("accepted"),
    "conference.disagree": _RECEIVED,
    "conference.held_agency": _POLICE_HELD,
    "conference.join": (*_RECEIVED, _of("conference_hearing", "hearing", state="withdrawn")),
    "conference.list_case": (*_referral("accepted"), _of("conference_hearing", "hearing", state="withdrawn")),
    "conference.mark_out_of_area": _RECEIVED,
    "conference.minutes_case": _HEARD,
    "conference.not_heard": _HEARD,
    "conference.paper_evidence": _HEARD,
    "conference.paper_promise_sheet": _HEARD,
    "conference.paper_thanks": _HEARD,
    "conference.propose_not_met": _RECEIVED,
    "conference.redirect": _RECEIVED,
    "conference.reopen_case": _CLOSED,
    "conference.resubmit": _referral("returned"),
    "conference.send_back": _RECEIVED,
    "conference.take_back": _ASKED_SECOND,
    "conference.take_up": _referral("out_of_area"),
    "conference.transfer": _transfer("withdrawn"),
    "conference.transfer_send": (_of("conference_otherarea", "area", checked_at=timezone.now()),),
    "conference.transfer_answer": _transfer("sent"),
    "conference.transfer_close": _transfer("listed"),
    "conference.unwithdraw": _referral("withdrawn"),
    "conference.without_consent": (_of("conference_referral", "referral", consent="no"),),
    "conference.write_after": (*_HEARD, _of("conference_meeting", "meeting", state="held")),
    "people.second": (_of("people_recognition", "recognition", asked_user=lambda world: world.area.dee.user_id),),
    "safeguarding.escalate": _out("decided"),
    "safeguarding.outcome": _out("decided"),
    "safeguarding.send": _out("draft"),
}
"""Page → what it is pressed in."""


@contextmanager
def so(world: World, page: str, elsewhere: Cursor) -> Iterator[None]:
    """The world as that page needs it; as it is for a page without a state of its own.

    Args:
        elsewhere: no part of the test's transaction.
    """
    states = STATES.get(page, ())
    before = [(state, _found(elsewhere, world, state)) for state in states]
    for state in states:
        told = {name: value(world) if callable(value) else value for name, value in state.values.items()}
        _put(elsewhere, world, state, told)
    try:
        yield
    finally:
        for state, values in before:
            _put(elsewhere, world, state, values)


def _found(elsewhere: Cursor, world: World, state: So) -> dict[str, object]:
    columns = sql.SQL(", ").join(map(sql.Identifier, state.values))
    asked = sql.SQL("SELECT {} FROM {} WHERE id = %s").format(columns, sql.Identifier(state.table))
    return dict(zip(state.values, elsewhere.execute(asked, [world.ids[state.name]]).fetchone() or (), strict=True))


def _put(elsewhere: Cursor, world: World, state: So, values: Mapping[str, object]) -> None:
    changed = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(name)) for name in values)
    said = sql.SQL("UPDATE {} SET {} WHERE id = %s").format(sql.Identifier(state.table), changed)
    elsewhere.execute(said, [*values.values(), world.ids[state.name]])
    assert elsewhere.rowcount == 1

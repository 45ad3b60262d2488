"""Groups of the invented area: boards, who sits in them, a year of sittings, escalations and their answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from openccr.access.acting import acting_as
from openccr.governance.models import Sitting, SittingItem
from openccr.governance.operations.boards import Sits, add_member, name_body_lead, open_board
from openccr.governance.operations.decisions import decide, raise_risk
from openccr.governance.operations.dynamics import declare_interest, handle_interest, map_dynamic
from openccr.governance.operations.escalations import answer_matter, pass_matter
from openccr.governance.operations.presence import There, hold_sitting
from openccr.governance.operations.representation import owe_time, pay_time, say_taking_part
from openccr.governance.operations.sitting_papers import put_paper
from openccr.governance.operations.sittings import add_item, move_sitting, plan_sittings, write_minutes
from openccr.governance.operations.terms import agree_terms, write_terms
from openccr.governance.rules.boards import Office
from openccr.governance.seats import members_on
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.partnership.rules import Role
from openccr.site.demo.place import Place

_GROUPS: tuple[tuple[str, str, str, str | None], ...] = (
    ("safety", "higher", "Community safety partnership", None),
    ("safeguarding", "higher", "Joint safeguarding board", None),
    ("board", "strategic", "Domestic abuse board", "safety"),
    ("steering", "steering", "Conference steering group", "board"),
    ("delivery", "operational", "Delivery group", "board"),
    ("network", "network", "By-and-for network", "board"),
    ("panel", "panel", "Survivors' panel", "board"),
    ("reviews", "reviews", "Death reviews group", "safeguarding"),
    ("money", "commissioning", "Commissioning group", "board"),
)
"""Our word for it, kind, name, and which stands above."""

_MEMBERS: tuple[tuple[str, str, str, str, str], ...] = (
    ("board", "police", "director", Office.CHAIR, "Superintendent"),
    ("board", "other", "head", Office.SECRETARY, "Head of community safety"),
    ("board", "children_social_care", "director", Office.MEMBER, "Director of children's services"),
    ("board", "acute_health", "manager", Office.MEMBER, "Named nurse"),
    ("board", "housing", "director", Office.MEMBER, "Director of housing"),
    ("board", "probation", "practitioner", Office.MEMBER, "Probation officer"),
    ("board", "idva_service", "director", Office.MEMBER, "Chief executive"),
    ("board", "by_and_for", "manager", Office.MEMBER, "Coordinator"),
    ("delivery", "other", "head", Office.CHAIR, "Head of community safety"),
    ("delivery", "housing", "manager", Office.MEMBER, "Housing manager"),
    ("delivery", "mental_health", "manager", Office.MEMBER, "Service manager"),
    ("delivery", "idva_service", "manager", Office.MEMBER, "IDVA manager"),
    ("delivery", "by_and_for", "practitioner", Office.MEMBER, "Advocate"),
    ("network", "by_and_for", "manager", Office.CHAIR, "Coordinator"),
    ("panel", "by_and_for", "practitioner", Office.SECRETARY, "Survivors' panel worker"),
    ("money", "other", "head", Office.CHAIR, "Head of commissioning"),
    ("money", "police", "head", Office.MEMBER, "Head of victims' services"),
)
"""Group, kind of agency, rung, office, post."""

_AWAY = {("probation", 0): "absent", ("probation", 1): "absent", ("by_and_for", 0): "apologies",
         ("acute_health", 1): "deputy", ("mental_health", 0): "absent"}  # fmt: skip
"""Kind of agency and how many sittings ago → what became of the invitation; everybody else came."""

_FIGURES = "The figures of the quarter come to the group two weeks before it sits."
_TERMS = "Agreed by all who sit in it, and looked at again each year."


@dataclass(frozen=True)
class _Filling:
    """What is at hand while the groups are filled."""

    place: Place
    actor: Actor
    at: datetime
    ids: dict[str, UUID]

    def agency(self, kind: str) -> UUID:
        return self.place.agencies[kind].id


def fill_boards(place: Place, *, at: datetime) -> None:
    """A year of it, with something late, something missing and something answered. No case is in any of it."""
    filling = _Filling(place, place.actor(place.coordinator), at, {})
    for word, kind, name, above in _GROUPS:
        filling.ids[word] = open_board(
            actor=filling.actor, kind=kind, name=name, purpose="", above_id=filling.ids[above] if above else None,
            at=at - timedelta(days=400),
        )  # fmt: skip
    _members(filling)
    _terms(filling)
    for days in (281, 190):
        _held(filling, "board", ago=days)
    paid_for = _held(filling, "board", ago=99, text="Interpreters are paid for at weekends from the shared money.")
    for days in (130, 68):
        _held(filling, "delivery", ago=days)
    _ahead(filling)
    _passed(filling, paid_for)
    _beside(filling)


def _members(filling: _Filling) -> None:
    for board, kind, rung, office, post in _MEMBERS:
        staff = filling.place.personas["chair"] if (board, office) == ("board", Office.CHAIR) else None
        there = [one for one in filling.place.agencies[kind].staff if one.appointment_id]
        for_panel = [one for one in there if one.role is Role.PANEL_WORKER] if board == "panel" else []
        staff = staff or next(iter(for_panel or there))
        add_member(
            actor=filling.actor, board_id=filling.ids[board], agency_id=filling.agency(kind), name=staff.name,
            sits=Sits(seniority=rung, office=office, post=post), appointment_id=staff.appointment_id, at=filling.at,
            from_on=localdate(filling.at) - timedelta(days=390),
        )  # fmt: skip


def _terms(filling: _Filling) -> None:
    with acting_as(filling.actor):
        known = practice(filling.actor).boards
    today = localdate(filling.at)
    for board, agreed, review in (("board", 380, -15), ("delivery", 200, 165)):
        given: dict[str, Any] = {
            "actor": filling.actor,
            "board_id": filling.ids[board],
            "kind": "terms",
            "at": filling.at,
        }
        write_terms(**given, parts=dict.fromkeys(known.terms, _TERMS))
        agree_terms(
            **given,
            agreed_on=today - timedelta(days=agreed),
            review_on=today + timedelta(days=review),
        )
    write_terms(
        actor=filling.actor, board_id=filling.ids["board"], kind="plan", at=filling.at,
        parts={"priorities": "Earlier help, housing that is safe, and services led by and for communities."},
    )  # fmt: skip


def _held(filling: _Filling, board: str, *, ago: int, text: str = _FIGURES) -> UUID:
    """A sitting so many days ago, with minutes that are agreed. Returns its decision's id."""
    then = filling.at - timedelta(days=ago)
    sitting = _planned(filling, board, then=then)
    with acting_as(filling.actor):
        row = Sitting.objects.get(id=sitting)
        kinds = {one.id: kind for kind, one in filling.place.agencies.items()}
        number = Sitting.objects.filter(board_id=row.board_id, state="agreed").count()
        there = {
            one.id: There(
                came=_AWAY.get((kinds[one.agency_id], number), "there"), name="Somebody of the team",
                seniority=one.seniority, brought=["figures"] if kinds[one.agency_id] != "acute_health" else [],
            )
            for one in members_on(row.board_id, row.on)
        }  # fmt: skip
        there = {key: said if said.came == "deputy" else There(**{**vars(said), "name": ""})
                 for key, said in there.items()}  # fmt: skip
        items = list(SittingItem.objects.filter(sitting_id=sitting).values_list("id", flat=True))
    later = then + timedelta(days=7)
    move_sitting(actor=filling.actor, sitting_id=sitting, move="call", at=then)
    hold_sitting(actor=filling.actor, sitting_id=sitting, there=there, at=later)
    said = dict.fromkeys(items, "Heard and noted; nothing was left open.")
    write_minutes(actor=filling.actor, sitting_id=sitting, said=said, at=later)
    decision = decide(
        actor=filling.actor, sitting_id=sitting, kind="decision", how="agreed", dissent="", text=text, at=later
    )
    move_sitting(actor=filling.actor, sitting_id=sitting, move="agree", at=later)
    return decision


def _planned(filling: _Filling, board: str, *, then: datetime) -> UUID:
    on = localdate(then)
    days = plan_sittings(
        actor=filling.actor, board_id=filling.ids[board], first_on=on, starts_at=time(10), venue="Exampleton Hall",
        until=on, at=min(then, filling.at),
    )  # fmt: skip
    with acting_as(filling.actor):
        return Sitting.objects.get(board_id=filling.ids[board], on=days[0][0]).id


def _ahead(filling: _Filling) -> None:
    """The board's next sitting has its papers out, the delivery group's is late with them."""
    sitting = _planned(filling, "board", then=filling.at + timedelta(days=9))
    add_item(
        actor=filling.actor, sitting_id=sitting, title="Routes to safety without a refuge place", kind="decision",
        note="Agree on dispersed homes with support in each district.", minutes=25, agency_id=filling.agency("housing"),
        at=filling.at,
    )  # fmt: skip
    put_paper(
        actor=filling.actor, sitting_id=sitting, title="Figures of the quarter", name="figures.txt", at=filling.at,
        data=b"Invented figures of an invented quarter.",
    )  # fmt: skip
    move_sitting(actor=filling.actor, sitting_id=sitting, move="call", at=filling.at)
    for board, days in (("delivery", 4), ("money", 16), ("network", 23)):
        _planned(filling, board, then=filling.at + timedelta(days=days))


def _passed(filling: _Filling, decision: UUID) -> None:
    given: dict[str, Any] = {"actor": filling.actor, "way": "up"}
    answered = pass_matter(
        **given, board_id=filling.ids["network"], to_board_id=filling.ids["board"], title="Interpreters at weekends",
        words="Women wait two days. We ask the board to pay for interpreters at weekends.",
        at=filling.at - timedelta(days=120),
    )  # fmt: skip
    answer_matter(
        actor=filling.actor, matter_id=answered, answer_kind="agreed", decision_id=decision,
        at=filling.at - timedelta(days=90), answer="The board pays from the shared money, for a year to begin with.",
    )  # fmt: skip
    pass_matter(
        actor=filling.actor, way="down", board_id=filling.ids["board"], to_board_id=filling.ids["delivery"],
        title="Book interpreters", words="Book them with two weeks' notice and tell us what it costs.",
        decision_id=decision, answers_id=answered, at=filling.at - timedelta(days=90),
    )  # fmt: skip
    pass_matter(
        **given, board_id=filling.ids["delivery"], to_board_id=filling.ids["board"], title="Nobody from probation",
        words="Nobody came to our last two sittings. We ask the board to speak with its lead.",
        at=filling.at - timedelta(days=12),
    )  # fmt: skip


def _beside(filling: _Filling) -> None:
    """Risks, how partners stand, an interest, health bodies' leads, and time that is paid."""
    actor, at, today = filling.actor, filling.at, localdate(filling.at)
    raise_risk(
        actor=actor, board_id=filling.ids["board"], kind="risk", words="Half the refuge places end with the grant",
        likelihood="likely", seriousness="grave", agency_id=filling.agency("other"), at=at,
        doing="The business case goes to the board in the new year.", review_on=today + timedelta(days=40),
    )  # fmt: skip
    for first, second, strength, rivals, doing in (
        ("police", "idva_service", "strong", False, ""),
        ("idva_service", "refuge", "working", True, ""),
        ("probation", "by_and_for", "thin", False, "They visit each other's teams in the spring."),
        ("housing", "idva_service", "tense", False, "The two leads meet each month, with the coordinator."),
    ):
        map_dynamic(
            actor=actor, first_id=filling.agency(first), second_id=filling.agency(second), strength=strength,
            rivals=rivals, words="", doing=doing, review_on=today + timedelta(days=60) if doing else None, at=at,
        )  # fmt: skip
    interest = declare_interest(
        actor=actor, agency_id=filling.agency("refuge"), person="", kind="contract", words="Bids for the refuge", at=at
    )
    handle_interest(
        actor=actor, interest_id=interest, handled="Does not sit in commissioning.", ended=False, at=at
    )  # fmt: skip
    for kind, name, post in (("acute_health", "Rowan Ashgrove", "Named nurse for safeguarding"),
                             ("mental_health", "Imre Hollowell", "Lead on domestic abuse")):  # fmt: skip
        name_body_lead(actor=actor, agency_id=filling.agency(kind), body="", name=name, post=post, at=at)
    name_body_lead(
        actor=actor, agency_id=None, body="Exampleshire Integrated Care Board", name="Tamsin Vale",
        post="Director of nursing", at=at,
    )  # fmt: skip
    say_taking_part(
        actor=actor, agency_id=filling.agency("by_and_for"), by_and_for=True, funded=False,
        words="A second paid day each month would make both groups possible.", at=at,
    )  # fmt: skip
    with acting_as(actor):
        held = list(Sitting.objects.filter(board_id=filling.ids["board"], state="agreed").order_by("on"))
    for number, sitting in enumerate(held):
        owed = owe_time(
            actor=actor, agency_id=filling.agency("by_and_for"), sitting_id=sitting.id, quarter_hours=14, at=at
        )
        if number < 2:
            pay_time(actor=actor, time_id=owed, paid_on=today - timedelta(days=60), reference="", at=at)

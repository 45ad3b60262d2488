"""The register of decisions; risks and issues of a group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.governance.forms.sittings import ReviewRiskForm, RiskForm
from openccr.governance.models import BoardDecision, BoardRisk, Matter
from openccr.governance.operations.decisions import raise_risk, review_risk
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import LEAD, MAP, SEE, due_word, to_board, to_sitting, way
from openccr.governance.queries.boards import agency_choices
from openccr.governance.queries.sittings import board_to_lead, decisions, risk_of
from openccr.governance.rules.decisions import RISK_KINDS
from openccr.governance.rules.escalations import ANSWERS
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Column, Done, Listing, ask, paged, table


@dataclass(frozen=True)
class _Row:
    """A decision in the register, with what became of it below or above."""

    id: UUID
    href: str
    number: str
    board: str
    text: str
    on: date
    became: str


def _row(one: BoardDecision, passed: Sequence[Matter]) -> _Row:
    went = [
        f"{each.to_board.name}: {ANSWERS[each.answer_kind] if each.answered_on else 'no answer yet'}" for each in passed
    ]
    return _Row(
        id=one.id, href=to_sitting(one.sitting_id), number=str(one.number), board=one.board.name, text=one.text,
        on=one.decided_on, became="; ".join(went) or "–",
    )  # fmt: skip


def _register(*, actor: Actor, params: Mapping[str, str], page: int) -> Listing:
    found = decisions(actor=actor, page=paged(page))
    return Listing(
        rows=[_row(one, found.answers.get(one.id, ())) for one in found.rows],
        total=found.total,
        columns=(
            Column("board", "Group"), Column("number", "Number"), Column("text", "Decision"),
            Column("on", "Day", whole=True), Column("became", "Passed on to"),
        ),
        empty={"text": "No group has decided anything yet.", "action_text": MAP["text"], "action_href": MAP["href"]},
        note="Every decision that you may read, the latest first. Decisions on contracts are for their group alone.",
    )  # fmt: skip


table(
    pages, "boards/decisions/", name="decisions", title="Decisions of the groups", may=SEE, query=_register,
    reads="sitting.read",
)  # fmt: skip


def risk_rows(
    actor: Actor, risks: Sequence[BoardRisk], *, today: date, leads: bool
) -> Iterator[tuple[str | None, tuple[Any, ...]]]:
    """Risks and issues as rows of a table; whoever leads the group is led to looking at each again."""
    known = practice(actor).boards
    for one in risks:
        href = reverse("governance.review_risk", kwargs={"board_risk": one.id}) if leads else None
        likely = known.likelihood[one.likelihood].name if one.likelihood in known.likelihood else one.likelihood
        grave = known.seriousness[one.seriousness].name if one.seriousness in known.seriousness else one.seriousness
        words = f"{RISK_KINDS[one.kind]}: {one.words}"
        yield href, (words, likely, grave, one.agency.name, one.doing, due_word(one.review_on, today=today))


def _grades(actor: Actor) -> dict[str, Any]:
    known = practice(actor).boards
    return {
        "likelihood": [(key, one.name) for key, one in known.likelihood.items()],
        "seriousness": [(key, one.name) for key, one in known.seriousness.items()],
    }


def _about(*, actor: Actor, board: UUID) -> Asked:
    row = board_to_lead(actor=actor, board_id=board)
    return Asked(crumbs=way((row.name, to_board(board)), ("Enter a risk or an issue", "")))


def _raise(*, actor: Actor, board: UUID, **given: Any) -> UUID:
    return raise_risk(actor=actor, board_id=board, **given, at=timezone.now())


ask(
    pages, "boards/<uuid:board>/risks/add/", name="raise_risk", title="Enter a risk or an issue", may=LEAD,
    form=RiskForm, operation=_raise, about=_about,
    choices=lambda *, actor, board: {"agencies": agency_choices(actor=actor), **_grades(actor)},
    done=lambda _, *, board: Done(to_board(board), "Entered."),
)  # fmt: skip


def _about_risk(*, actor: Actor, board_risk: UUID) -> Asked:
    row = risk_of(actor=actor, risk_id=board_risk)
    board_to_lead(actor=actor, board_id=row.board_id)
    return Asked(
        title=row.words,
        crumbs=way((row.board.name, to_board(row.board_id)), ("Look at it again", "")),
    )


def _risk_now(*, actor: Actor, board_risk: UUID) -> dict[str, Any]:
    row = risk_of(actor=actor, risk_id=board_risk)
    return {"likelihood": row.likelihood, "seriousness": row.seriousness, "doing": row.doing}


ask(
    pages, "boards/risks/<uuid:board_risk>/", name="review_risk", title="Look at a risk again", may=LEAD,
    form=ReviewRiskForm, about=_about_risk, initial=_risk_now,
    operation=lambda *, actor, board_risk, **given: review_risk(
        actor=actor, risk_id=board_risk, **given, at=timezone.now()
    ),
    choices=lambda *, actor, board_risk: _grades(actor),
    done=lambda board, *, board_risk: Done(to_board(board), "Saved."),
)  # fmt: skip

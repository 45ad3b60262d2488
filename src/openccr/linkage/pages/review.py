"""Pairs for a person to decide: side by side, with the evidence in words and as a picture."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.kernel.actors import Actor
from openccr.linkage.forms.review import ConfirmForm, DecideForm
from openccr.linkage.models import ReviewPair
from openccr.linkage.operations.review import confirm, decide, undo
from openccr.linkage.pages import pages
from openccr.linkage.queries.review import KINDS, PairShown, pair_of, pairs
from openccr.linkage.rules.evidence import PARTS, evidence_sentence, evidence_words, percent, told
from openccr.linkage.rules.review import DECISIONS, PAIR, SECOND, PairFacts, PairState
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Listing, Screen, ask, button, offer, record_page, table
from openccr.ui.waterfall import Step, Waterfall, signed

CRUMB = {"text": "Pairs to look at", "href": "/linking/review/"}
_MARKS = {
    "same": StateWord("Same", "neutral"), "differs": StateWord("Differs", "serious"),
    "one": StateWord("Only one has it", "waiting"),
}  # fmt: skip
_TONES = {PairState.WAITING: "new", PairState.PROPOSED: "waiting", PairState.DECIDED: "done"}


class _Row:
    """A pair in the list: nothing of whom."""

    def __init__(self, row: ReviewPair) -> None:
        self.id = row.id
        self.href = reverse("linkage.pair", args=[row.id])
        self.kind = KINDS[row.kind]
        self.sure = percent(row.probability)
        self.found = timezone.localdate(row.found_at)
        self.state = StateWord(_state(row), _TONES[PairState(row.state)])


def _state(row: ReviewPair) -> str:
    return DECISIONS[row.decision] if row.state == PairState.DECIDED else PAIR.states[row.state]


def _list(*, actor: Actor, params: Any, page: int) -> Listing:
    decided = params.get("show") == "decided"
    rows, total = pairs(actor=actor, page=page, decided=decided)
    other = {"text": "What waits" if decided else "What was decided",
             "href": reverse("linkage.review") + ("" if decided else "?show=decided"),
             "post": False, "once": "", "disabled_reason": ""}  # fmt: skip
    quality = (
        [offer(actor, text="How good it is", page="linkage.quality", may="linkage.measure")]
        if why_not(actor, "linkage.measure") is None
        else []
    )
    return Listing(
        rows=[_Row(row) for row in rows],
        columns=[
            Column("kind", "What"), Column("sure", "The model says"), Column("found", "Found", whole=True),
            Column("state", "State"),
        ],
        empty={"text": "No pair waits for you."},
        total=total,
        note="Some are doubtful; some were drawn at random, to measure how good the comparison is.",
        actions=[other, *quality],
    )  # fmt: skip


table(
    pages, "linking/review/", name="review", title="Pairs to look at", may="linkage.review", query=_list,
    reads="linkage.pair_read",
)  # fmt: skip


def _screen(*, actor: Actor, pair: UUID) -> Screen:
    shown = pair_of(actor=actor, pair=pair)
    row = shown.row
    return Screen(
        title="One person, or two?",
        data={
            "row": row,
            "decided": DECISIONS.get(row.decision, "").lower(),
            "state": StateWord(_state(row), _TONES[PairState(row.state)]),
            "sentence": _sentence(shown),
            "beside": _beside(shown),
            "chart": _chart(shown),
            "evidence": _evidence(shown),
            "cases": [
                (
                    side.title,
                    [
                        (reverse("conference.case", args=[file]), f"{ref}, {part.label.lower()}")
                        for file, ref, part in side.cases
                    ],
                )
                for side in (shown.one, shown.other)
                if side.cases
            ],
            "settled": shown.settled,
            "second": SECOND[row.kind] if row.state == PairState.PROPOSED and not shown.settled else "",
            "together": _together(actor, shown),
        },
        crumbs=[CRUMB, {"text": "A pair"}],
        actions=_acts(actor, shown),
    )


def _together(actor: Actor, shown: PairShown) -> str:
    """Where two people of cases who were found to be one are put together, for whoever may."""
    found_one = shown.row.state == PairState.DECIDED and shown.row.decision == "same"
    if not found_one or shown.settled or not shown.one.cases or why_not(actor, "people.recognise") is not None:
        return ""
    file, _, _ = shown.one.cases[0]
    return reverse("people.same_person_with", args=[file, shown.row.one_id, shown.row.other_id])


def _acts(actor: Actor, shown: PairShown) -> list[dict[str, Any]]:
    row = shown.row
    facts = PairFacts(row.decision, row.decider_id, actor.user_id, settled=shown.settled)
    if row.state == PairState.WAITING:
        why = PAIR.refusal(state=row.state, move="decide", facts=facts)
        return [offer(actor, text="Decide", page="linkage.decide", may="linkage.review", why=why, pair=row.id)]
    acts = []
    if row.state == PairState.PROPOSED:
        why = PAIR.refusal(state=row.state, move="confirm", facts=facts)
        acts.append(offer(actor, text="Confirm", page="linkage.confirm", may="linkage.review", why=why, pair=row.id))
    acts.append(offer(actor, text="Undo", page="linkage.undo", may="linkage.review", post=True, pair=row.id))
    return acts


def _beside(shown: PairShown) -> dict[str, Any]:
    return {
        "caption": "Side by side",
        "columns": [
            Column("field", "What"), Column("one", shown.one.title), Column("other", shown.other.title),
            Column("mark", "Compared"),
        ],
        "rows": [
            {"cells": [{"text": one.label}, {"text": one.one}, {"text": one.other}, {"text": _MARKS[one.mark]}]}
            for one in shown.fields
        ],
        "empty": {"text": "There is nothing to compare."},
    }  # fmt: skip


def _sentence(shown: PairShown) -> str:
    return evidence_sentence(told(shown.row.evidence, shown.fields).parts, shown.row.probability)


def _chart(shown: PairShown) -> Waterfall:
    evidence = told(shown.row.evidence, shown.fields)
    return Waterfall(
        key="evidence",
        title="What speaks for one person, and what for two",
        sentence=_sentence(shown),
        start=Step("Two such records", evidence.start),
        steps=[Step(PARTS[name], value) for name, value in evidence.parts],
        end="Taken together",
    )


def _evidence(shown: PairShown) -> dict[str, Any]:
    return {
        "caption": "The evidence",
        "columns": [Column("part", "What"), Column("words", "Speaks"), Column("added", "By", numeric=True)],
        "rows": [
            {"cells": [
                {"text": PARTS[name]}, {"text": evidence_words(value)}, {"text": signed(value), "numeric": True},
            ]}
            for name, value in told(shown.row.evidence, shown.fields).parts
        ],
        "empty": {"text": ""},
    }  # fmt: skip


record_page(
    pages, "linking/review/<uuid:pair>/", name="pair", title="One person, or two?", may="linkage.review",
    query=_screen, reads="linkage.pair_read", template="linkage/pair.html",
)  # fmt: skip


def _about(*, actor: Actor, pair: UUID) -> Asked:
    shown = pair_of(actor=actor, pair=pair)
    row = shown.row
    proposed = f"{row.decided_by} says: {DECISIONS[row.decision].lower()}. {row.reason}" if row.decision else ""
    return Asked(
        title="One person, or two?",
        intro=proposed or _sentence(shown),
        crumbs=[CRUMB, {"text": "A pair", "href": reverse("linkage.pair", args=[pair])}, {"text": "Decide"}],
        context={"beside": _beside(shown)},
    )


ask(
    pages, "linking/review/<uuid:pair>/decide/", name="decide", title="Decide", may="linkage.review", form=DecideForm,
    about=_about, template="linkage/decide.html", reads="linkage.pair_read",
    operation=lambda *, actor, pair, decision, reason: decide(
        actor=actor, pair=pair, decision=decision, reason=reason, at=timezone.now()
    ),
    done=lambda stands, *, pair: Done(
        reverse("linkage.pair", args=[pair]),
        "Decided." if stands else "Proposed. A second person confirms it: below stands who may.",
    ),
)  # fmt: skip
ask(
    pages, "linking/review/<uuid:pair>/confirm/", name="confirm", title="Confirm", may="linkage.review",
    form=ConfirmForm, about=_about, template="linkage/decide.html", reads="linkage.pair_read",
    operation=lambda *, actor, pair, words: confirm(actor=actor, pair=pair, words=words, at=timezone.now()),
    done=lambda _outcome, *, pair: Done(reverse("linkage.pair", args=[pair]), "Confirmed."),
)  # fmt: skip
button(
    pages, "linking/review/<uuid:pair>/undo/", name="undo", title="Undo", may="linkage.review",
    operation=lambda *, actor, pair: undo(actor=actor, pair=pair, at=timezone.now()),
    done=lambda _outcome, *, pair: Done(reverse("linkage.pair", args=[pair]), "Taken back. The pair waits again."),
)  # fmt: skip

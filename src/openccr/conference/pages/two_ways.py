"""Who does what to whom: the page of a pair that stands in two files both ways round."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.conference.forms.two_ways import (
    DisputeForm,
    FindingForm,
    OneAdviserForm,
    SpecialistForm,
    TogetherForm,
    findings,
)
from openccr.conference.operations import two_ways as decisions
from openccr.conference.pages import pages
from openccr.conference.pages.around import bar_of, case_crumbs
from openccr.conference.queries.not_met import specialists
from openccr.conference.queries.two_ways import DualShown, Said, dual_of
from openccr.conference.rules.two_ways import Finding, why_not_one_adviser, why_not_together
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Done, Screen, ask, button, offer, record_page, stamped

_ONE = "case/<uuid:file>/two-ways/<uuid:dual>/"
_THEIR_WORDS = {"file_id": "file", "dual_id": "dual"}


def to_dual(file: UUID, dual: UUID) -> str:
    """The address of who does what to whom."""
    return reverse("conference.two_ways", kwargs={"file": file, "dual": dual})


def _dual(file: UUID, dual: UUID) -> DualShown:
    found = dual_of(file, dual)
    if found is None:
        raise NotFound
    return found


def _two_ways(*, actor: Actor, file: UUID, dual: UUID) -> Screen:
    case, bar = bar_of(file, actor=actor)
    found = _dual(file, dual)
    panels = [
        {"title": "The two cases", "template": "ui/panels/summary.html", "data": {"rows": _cases(found)}},
        {"title": "What was found", "template": "ui/panels/timeline.html", "data": _said(found)},
        {"title": "Together or apart", "template": "ui/panels/summary.html", "data": {"rows": _apart(found)}},
    ]
    return Screen(
        title="Who does what to whom",
        identity=bar,
        data={"panels": panels},
        actions=_actions(actor, file, found),
        crumbs=[*case_crumbs(case), {"text": "Who does what to whom"}],
        file_id=file,
    )


record_page(
    pages, _ONE, name="two_ways", title="Who does what to whom", may="conference.who_does_what", query=_two_ways,
    reads="two_ways.read", template="conference/referral.html",
)  # fmt: skip


def _cases(found: DualShown) -> list[dict[str, Any]]:
    state = "Settled" if found.facts.settled else "Not settled"
    return [
        {"key": "Found in", "text": found.reference},
        {"key": "The other way round in", "text": found.other_reference},
        {"key": "Why", "text": list(found.why)},
        {"key": "State", "text": StateWord(state, "neutral" if found.facts.settled else "waiting")},
    ]


def _said(found: DualShown) -> dict[str, Any]:
    words = {
        **dict(findings(found.reference, found.other_reference)),
        Finding.DISPUTED: "Disputed",
        Finding.ONE_ADVISER: "Decided: one adviser may work with both",
    }
    return {
        "items": [
            {
                "title": words[one.finding],
                "at": one.on,
                "author": one.by,
                "text": _reasons(one),
            }
            for one in found.said
        ],
        "empty": {"text": "No specialist has assessed it yet. Until then the two cases are kept apart."},
    }


def _reasons(one: Said) -> str:
    return f"{one.reasons} It rests on: {one.evidence}" if one.evidence else one.reasons


def _apart(found: DualShown) -> list[dict[str, Any]]:
    refusal = why_not_together(found.facts)
    rows: list[dict[str, Any]] = [
        {"key": "May both be on one meeting?", "text": "No: keep them apart" if refusal else "Yes"}
    ]
    for one in found.together:
        by = f"{one.first} and {one.second}" if one.second else f"{one.first}; a second person must agree"
        rows.append({"key": "Decision", "text": one.reason, "note": by})
    one_adviser = "Yes" if found.facts.one_adviser else "No: an adviser each"
    rows.append({"key": "May one adviser work with both?", "text": one_adviser})
    if found.adviser_of_both:
        note = "" if found.facts.one_adviser else "Not decided: name another adviser in one of the two cases."
        rows.append({"key": "Advises both now", "text": found.adviser_of_both, "note": note})
    return rows


def _actions(actor: Actor, file: UUID, found: DualShown) -> list[dict[str, Any]]:
    parts: dict[str, Any] = {"file": file, "dual": found.id}
    may = "conference.who_does_what"
    open_decision = next((one for one in found.together if not one.second), None)
    made = []
    if actor.whole_area:
        made.append(
            offer(
                actor, text="Ask a specialist", page="conference.ask_specialist", may="conference.two_ways", **parts
            )
        )  # fmt: skip
    else:
        made.append(offer(actor, text="Say what you found", page="conference.assess_pair", may=may, **parts))
    if found.facts.stands not in ("", Finding.DISPUTED):
        made.append(offer(actor, text="Dispute the finding", page="conference.dispute", may=may, **parts))
    if actor.whole_area and why_not_one_adviser(found.facts) is None:
        name = "conference.name_adviser"
        made.append(
            offer(actor, text="Decide on one adviser for both", page="conference.one_adviser", may=name, **parts)
        )
    if not found.facts.settled and open_decision is None and not found.facts.together:
        made.append(offer(actor, text="Propose one meeting", page="conference.together", may=may, **parts))
    if open_decision is not None:
        own = open_decision.first_user == actor.user_id
        why = Refusal("Two people decide this.") if own else None
        made.append(
            offer(
                actor, text="Agree to one meeting", page="conference.agree_together", may=may, post=True, why=why,
                **parts,
            )
        )  # fmt: skip
    return made


def _about(title: str, words: str) -> Any:
    def about(*, actor: Actor, file: UUID, dual: UUID) -> Asked:
        case, bar = bar_of(file, actor=actor)
        _dual(file, dual)
        crumbs = [*case_crumbs(case), {"text": "Who does what to whom", "href": to_dual(file, dual)}]
        return Asked(title=title, button=words, identity=bar, crumbs=crumbs)

    return about


def _done(words: str) -> Any:
    return lambda _, *, file, dual: Done(to_dual(file, dual), words)


def _findings(*, actor: Actor, file: UUID, dual: UUID) -> dict[str, Any]:
    found = _dual(file, dual)
    return {"findings": findings(found.reference, found.other_reference)}


button(
    pages, "case/<uuid:file>/two-ways/with/<uuid:turned>/", name="record_pair", title="Record both directions",
    may="conference.two_ways",
    operation=stamped(decisions.record_dual_allegation, file_id="file", other_id="turned"),
    done=lambda dual, *, file, turned: Done(to_dual(file, dual), "Recorded. The two cases are kept apart."),
)  # fmt: skip

ask(
    pages, f"{_ONE}ask/", name="ask_specialist", title="Ask a specialist", may="conference.two_ways",
    form=SpecialistForm, operation=stamped(decisions.ask_specialist, **_THEIR_WORDS),
    choices=lambda *, actor, file, dual: {"people": specialists(file, actor=actor, today=timezone.localdate())},
    about=_about("Which specialist says who does what to whom?", "Ask"), done=_done("It is on the specialist's list."),
)  # fmt: skip

ask(
    pages, f"{_ONE}assess/", name="assess_pair", title="Who does what to whom?", may="conference.who_does_what",
    form=FindingForm, operation=stamped(decisions.assess_who_does_what, **_THEIR_WORDS), choices=_findings,
    initial=lambda *, actor, file, dual: {"assessed_on": timezone.localdate()},
    about=_about("Who does what to whom?", "Save the finding"), done=_done("Saved with its date."),
)  # fmt: skip

ask(
    pages, f"{_ONE}dispute/", name="dispute", title="Dispute the finding", may="conference.who_does_what",
    form=DisputeForm, operation=stamped(decisions.dispute, **_THEIR_WORDS),
    about=_about("Dispute the finding", "Save"), done=_done("Saved beside the finding. The cases are kept apart."),
)  # fmt: skip

ask(
    pages, f"{_ONE}adviser/", name="one_adviser", title="One adviser for both", may="conference.name_adviser",
    form=OneAdviserForm, operation=stamped(decisions.allow_one_adviser, **_THEIR_WORDS),
    about=_about("Why may one adviser work with both?", "Save the decision"),
    done=_done("Saved with its date. Now the adviser can be named. A new finding or a dispute ends this."),
)  # fmt: skip

ask(
    pages, f"{_ONE}together/", name="together", title="Propose one meeting", may="conference.who_does_what",
    form=TogetherForm, operation=stamped(decisions.propose_together, **_THEIR_WORDS),
    about=_about("Why may both be heard at one meeting?", "Propose"), done=_done("A second person must agree."),
)  # fmt: skip

button(
    pages, f"{_ONE}together/agree/", name="agree_together", title="Agree to one meeting",
    may="conference.who_does_what", operation=stamped(decisions.agree_together, **_THEIR_WORDS),
    done=_done("Agreed by two people."),
)  # fmt: skip

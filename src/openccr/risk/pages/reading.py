"""Reading one assessment in its instrument's own words, what follows from it, and a second person's look."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from openccr.access.may import why_not
from openccr.casefiles.crumbs import crumbs_to
from openccr.content.schema.instruments import Item
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.risk.forms import LookForm
from openccr.risk.operations import look_again
from openccr.risk.pages import pages
from openccr.risk.queries import Look, Risk, all_risks, looks_at, risk_of
from openccr.ui.components import StateWord
from openccr.ui.kinds import Asked, Column, Done, Screen, ask, offer, record_page

COLUMNS = (Column("what", "Question"), Column("answer", "Answer"), Column("words", "Words"), Column("from", "From"))
PAGES = {"suicide_pathway": "people.signs"}
"""Pathways that have a page of their own in another app."""


def _assessment(*, actor: Actor, file: UUID, assessment: UUID) -> Screen:
    crumbs = crumbs_to(file)
    risks = all_risks(file)
    one = risk_of(file_id=file, assessment_id=assessment)
    own = one.appointment_id is not None and one.appointment_id == actor.appointment_id
    why = Refusal("A second person looks at it, and you made it.") if own else None
    return Screen(
        title=one.tool,
        crumbs=crumbs,
        data={
            "risk": one,
            "summary": {"rows": _summary(one, risks)},
            "steps": [_step(actor, item, one, risks) for item in one.leads_to],
            "raised": [_raised(name.name, name.items, one) for name in one.raised],
            "groups": _groups(actor, one),
            "looks": [_look(look) for look in looks_at(file_id=file, assessment_id=assessment)],
            "others": [
                {"text": f"{_day(other)}: {other.tool}", "href": _beside(file, one, other)}
                for other in risks
                if other.id != one.id and other.answers and one.answers
            ],
        },
        actions=[
            offer(actor, text="Assess again", page="risk.choose", may="risk.assess", file=file),
            offer(
                actor, text="Give a second judgement", page="risk.look", may="risk.look_again", why=why, file=file,
                assessment=assessment,
            ),
            offer(actor, text="Report a change", page="risk.change", may="risk.report_change", file=file),
        ],
    )  # fmt: skip


record_page(
    pages, "case/<uuid:file>/risk/<uuid:assessment>/", name="assessment", title="Risk assessment", may="risk.see",
    query=_assessment, reads="risk.read", template="risk/assessment.html",
)  # fmt: skip


def _summary(one: Risk, risks: list[Risk]) -> list[dict[str, Any]]:
    later = next((other for other in risks if other.supersedes_id == one.id), None)
    by = ", ".join(part for part in (one.author, one.agency) if part)
    judged = {True: "High", False: "Not identified as high", None: "None given"}[one.judged_high]
    if one.asked and one.grade in one.asked.grades:
        judged = one.asked.grades[one.grade].name
    rows: list[dict[str, Any]] = [
        {"key": "Result", "text": StateWord(one.text, "serious" if one.high else "neutral")},
        {"key": "Answered", "text": one.on, "note": by},
        {"key": "Professional judgement", "text": judged, "note": one.judgement_reason},
    ]
    if later:
        href = reverse("risk.assessment", args=[one.file_id, later.id])
        rows.insert(0, {"key": "Superseded", "text": f"By the assessment of {_day(later)}", "href": href})
    return rows


def _step(actor: Actor, item: Item, one: Risk, risks: list[Risk]) -> dict[str, Any]:
    """What follows from one answer: the pack's prompt, and the page or supplement where there is one."""
    pathway = practice(actor).risk.pathways[item.follow_up or ""]
    step: dict[str, Any] = {"name": pathway.name, "prompt": pathway.prompt, "item": item}
    if pathway.instrument:
        done = next(
            (each for each in risks if each.instrument == pathway.instrument and each.entered_at >= one.entered_at),
            None,
        )
        if done is not None:
            return step | {
                "done": f"Answered on {_day(done)}",
                "href": reverse("risk.assessment", args=[one.file_id, done.id]),
            }
        return step | {
            "action": offer(
                actor,
                text="Answer it now",
                page="risk.new",
                may="risk.assess",
                file=one.file_id,
                instrument=pathway.instrument,
            )
        }
    href = _page_of(actor, pathway.key, file=one.file_id, person=one.person_id)
    return step | {"href": href, "done": f"Open: {pathway.name}" if href else ""}


def _page_of(actor: Actor, pathway: str, **parts: UUID) -> str:
    """The pathway's own page, for whoever may open it; else nothing."""
    page = PAGES.get(pathway)
    return reverse(page, kwargs=parts) if page and why_not(actor, page) is None else ""


def _raised(name: str, numbers: tuple[int, ...], one: Risk) -> dict[str, Any]:
    """A flag with its evidence: each answer that raised it, in the instrument's words and hers."""
    assert one.asked is not None  # nothing is raised by an instrument that the pack does not hold
    evidence = []
    for number in numbers:
        given = one.answers[number]
        evidence.append(
            {
                "text": f"{number}. {one.asked.item(number).text}",
                "answer": one.asked.scale[given.answer].name,
                "note": given.note,
            }
        )
    return {"name": name, "evidence": evidence}


def _groups(actor: Actor, one: Risk) -> list[dict[str, Any]]:
    if one.asked is None or not one.answers:
        return []
    sources = practice(actor).risk.answer_sources
    found = []
    for key, group in one.asked.groups.items():
        rows = []
        for item in one.asked.items:
            if item.group != key:
                continue
            given = one.answers.get(item.number)
            answer = one.asked.scale[given.answer].name if given else "Not asked"
            said = sources[given.source].name if given and given.source in sources else ""
            cells = (f"{item.number}. {item.text}", answer, given.note if given else "", said)
            rows.append({"cells": [{"text": cell} for cell in cells]})
        found.append({"caption": group.name, "columns": COLUMNS, "rows": rows})
    return found


def _look(look: Look) -> dict[str, Any]:
    said = "High" if look.judged_high else "What stands, stands"
    return {
        "key": f"{look.by}, {look.agency}",
        "text": said,
        "note": f"{timezone.localdate(look.at):%-d %B %Y}. {look.reason}",
    }


def _beside(file: UUID, one: Risk, other: Risk) -> str:
    earlier, later = sorted((one, other), key=lambda each: (each.on, each.entered_at))
    return reverse("risk.beside", args=[file, earlier.id, later.id])


def _day(one: Risk) -> str:
    return day_words(one.on)


def _about(*, actor: Actor, file: UUID, assessment: UUID) -> Asked:
    one = risk_of(file_id=file, assessment_id=assessment)
    return Asked(
        intro=f"{one.text}. {_day(one)}, {one.agency}. Your judgement stands beside it: it may raise the case to high, "
        "and lowers nothing.",
        button="Save",
        crumbs=crumbs_to(file),
        context={"cancel_href": reverse("risk.assessment", args=[file, assessment])},
    )


def _look_again(**given: Any) -> UUID:
    return look_again(at=timezone.now(), **given)


def _looked(_: UUID, *, file: UUID, assessment: UUID) -> Done:
    return Done(reverse("risk.assessment", args=[file, assessment]), "Your judgement is saved.")


ask(
    pages, "case/<uuid:file>/risk/<uuid:assessment>/second/", name="look", title="Give a second judgement",
    may="risk.look_again", form=LookForm, operation=_look_again, done=_looked, about=_about, reads="risk.read",
)  # fmt: skip

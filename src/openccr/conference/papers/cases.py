"""Papers of one case: the promise sheet, the note back to the referrer, the letter of evidence for legal aid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from openccr.actions.queries.actions import ActionShown, actions_of
from openccr.actions.rules.carrying import Faces
from openccr.actions.rules.states import ActionState
from openccr.conference.models import EvidenceRequest, Hearing, Referral
from openccr.conference.queries.cases import Case, case_of
from openccr.conference.queries.research import said_of
from openccr.conference.rules.hearings import HearingState
from openccr.conference.rules.said_to_her import said_to_her
from openccr.documents.rules.paper import (
    Block,
    Bullets,
    Content,
    Facts,
    Heading,
    Lines,
    Notice,
    Para,
    Recipient,
    filled,
)
from openccr.kernel.actors import Actor
from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Agency, Partnership
from openccr.partnership.practice import practice
from openccr.people.models import Person
from openccr.people.queries import people_of, person_of
from openccr.people.rules import PartKind
from openccr.people.rules.contact import has_died
from openccr.sharing.queries import no_go
from openccr.sharing.rules.no_go import Recipient as Told
from openccr.sharing.rules.no_go import why_not_told


def promise_sheet(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """What she asked, what was promised, what was done: for her IDVA to read to her. No reference, no other name."""
    case = case_of(about)
    heard = [one for one in case.hearings if one.state == HearingState.HEARD]
    if not heard:
        raise Refusal("The case was not heard yet, so nothing is promised.")
    promised = [one for one in actions_of(about, today=today) if not one.locked and one.state != ActionState.PROPOSED]
    pack = practice(actor)
    pairs = pack.words.said_to_her.pairs if pack.words.said_to_her else ()
    to_her = [
        replace(one, text=said_to_her(one.text, pairs=pairs), reason=said_to_her(one.reason, pairs=pairs))
        for one in promised
    ]
    return Content(
        title="What was asked, promised and done",
        blocks=(Notice(pack.text("promise_sheet")), *_asked(case, today), *_promised(to_her)),
        files=(about,),
        handling="To be read out by the IDVA. Not to be left, posted or sent.",
        to="the IDVA, to read to the person it is about",
    )


def referrers(*, actor: Actor, about: UUID) -> list[Recipient]:
    """The agencies that referred the case, each with who did. Raises NotFound."""
    rows = Referral.objects.filter(file_id=about).select_related("agency").order_by("received_at")
    found = {row.agency_id: row for row in rows}  # the newest of an agency is read last and stays
    if not found:
        raise NotFound
    return [
        Recipient(agency_id=row.agency_id, agency=row.agency.name, kind=row.agency.kind, person=row.referrer_name)
        for row in found.values()
    ]


def thanks(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """A note back to the referrer that is safe to keep: heard, actions set, thank you. No fact and no name in it."""
    referral = Referral.objects.filter(file_id=about, agency_id=recipient.agency_id).order_by("-received_at").first()
    if referral is None:
        raise NotFound
    told = Told(name=recipient.words, agency_id=recipient.agency_id, kind=recipient.kind, person=recipient.person)
    if refusal := why_not_told(no_go(about), told):
        raise refusal
    heard = Hearing.objects.filter(referral=referral, state=HearingState.HEARD).select_related("meeting").first()
    if heard is None:
        raise Refusal("The referral was not heard yet.")
    text = filled(
        practice(actor).text("letter_thanks"),
        referred_on=day_words(referral.referred_on), reference=referral.their_reference,
        heard_on=day_words(heard.meeting.on),
    )  # fmt: skip
    return Content(title="Your referral was heard", blocks=(Para(text),), files=(about,))


def evidence(*, actor: Actor, about: UUID, recipient: Recipient, today: date) -> Content:
    """The letter of evidence for civil legal aid, at her request (domain 1.8): membership, referral, harm, who abuses.

    Raises Refusal until she has asked for it, while the case was not heard, and once she has died.
    """
    asked = EvidenceRequest.objects.filter(file_id=about).order_by("-at").first()
    if asked is None:
        raise Refusal(
            "Nobody has written down that the victim asks for this letter.",
            remedy="On the case, under “Papers and history”, press “The victim asks for a letter of evidence”.",
        )
    if Person.objects.filter(id=asked.person_id, died_on__isnull=False).exists():
        raise has_died()
    case = case_of(about)
    heard = next((one for one in case.hearings if one.state == HearingState.HEARD), None)
    if heard is None:
        raise Refusal("The case was not heard yet, so nothing can be confirmed.")
    pack, her = practice(actor), person_of(about, asked.person_id, today=today)
    harmer = person_of(about, asked.harmer_id, today=today)
    text = filled(
        pack.text("letter_evidence"),
        agency=Agency.objects.values_list("name", flat=True).get(id=actor.agency),
        area=Partnership.objects.values_list("name", flat=True).get(id=actor.partnership),
        she=her.name, referred_on=day_words(case.referrals[0].referred_on), heard_on=day_words(heard.meeting_on),
        harmer=harmer.name,
    )  # fmt: skip
    born = (("Born", day_words(her.born_on)),) if her.born_on else ()
    return Content(
        title="Confirmation for civil legal aid",
        blocks=(
            Facts((("About", her.name), *born)),
            Para(text),
            Para(pack.text("letter_evidence_close")),
            Lines("Signed", 2),
            Facts((("Name", asked.signatory), ("Post", asked.signatory_post), ("Date", day_words(today)))),
        ),
        files=(about,),
        handling="Given at the request of the person it is about, by the safe way they have named.",
        to="the solicitor who applies for legal aid",
    )


def _asked(case: Case, today: date) -> Iterator[Block]:
    """What she asked for, in her words. Her own sheet: what she keeps out of the minutes is hers to hear."""
    yield Heading("What you asked, as it was written down")
    wishes = [row.wishes for row in case.referrals if row.wishes]
    wishes += [one.her_wishes for one in said_of(file_id=case.file_id, today=today) if one.her_wishes]
    wishes += [one.her_views for one in case.hearings if one.her_views]
    yield Bullets(tuple(dict.fromkeys(wishes))) if wishes else Para("It is not written down what you asked.")


def _promised(found: Sequence[ActionShown]) -> Iterator[Block]:
    for heading, states, none in (
        ("What was promised and is not done yet", (ActionState.AGREED, ActionState.IN_PROGRESS), "Nothing is open."),
        ("What was done", (ActionState.DONE,), "Nothing is done yet."),
        ("What could not be done", (ActionState.IMPOSSIBLE,), ""),
        ("What you did not want", (ActionState.REFUSED,), ""),
    ):
        lines = tuple(_line(one) for one in found if one.state in states and one.faces != Faces.HARMER)
        hers = [one for one in found if one.state in states and one.faces == Faces.HARMER]
        if lines or hers or none:
            yield Heading(heading)
        if lines:
            yield Bullets(lines)
        elif none and not hers:
            yield Para(none)
        if hers:
            # What is done about him she hears from her adviser, who knows what is safe for her to know today.
            many = "1 step" if len(hers) == 1 else f"{len(hers)} steps"
            yield Para(f"{'And ' if lines else ''}{many} about the person who harms you: ask your adviser.")


def _line(one: ActionShown) -> str:
    if one.state == ActionState.DONE:
        return f"{one.text}: {one.agency}, done{f' on {day_words(one.ended_on)}' if one.ended_on else ''}"
    if one.state == ActionState.IMPOSSIBLE:
        return f"{one.text}: {one.agency}. {one.reason}"
    if one.state == ActionState.REFUSED:
        return one.text
    return f"{one.text}: {one.agency}, by {day_words(one.due_on)}{' (late)' if one.late else ''}"


def parties(file_id: UUID, *, today: date) -> tuple[list[tuple[UUID, str]], list[tuple[UUID, str]]]:
    """Who may ask for the letter and whom it may name: those harmed, those who harm, as (id, name)."""
    people = people_of(file_id, today=today)

    def of(kind: PartKind) -> list[tuple[UUID, str]]:
        return [(one.person_id, one.name) for one in people if one.part is kind and one.name]

    return of(PartKind.VICTIM), of(PartKind.HARMER)

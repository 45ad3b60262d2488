"""One case with everything on it, so that every page can be opened: what each id in an address stands for."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID, uuid4

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.age import new_age_key
from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import User
from openccr.actions.operations import agree_action
from openccr.actions.operations.area import agree_area_action
from openccr.casefiles.emergency import open_in_emergency
from openccr.casefiles.models import CaseFile, EmergencyAccess, Grant, OpeningReview, Searched
from openccr.casefiles.operations import end_grant, exclude
from openccr.casefiles.reviewing import draw_openings
from openccr.casefiles.searching import keep_search
from openccr.casefiles.watching import opened
from openccr.conference.models import DualAllegation, EarlyHelp, ImportBatch, Minutes
from openccr.conference.operations.attachments import attach_to_referral
from openccr.conference.operations.draft_files import attach_to_draft
from openccr.conference.operations.drafts import start_draft
from openccr.conference.operations.links import give_link
from openccr.conference.operations.watching import note_dangerous_date
from openccr.conference.packing import add_pack_key, make_pack
from openccr.conference.rules.drafts import DraftSource
from openccr.directory.feed import TAXONOMY
from openccr.documents.disposing import propose_disposal
from openccr.documents.making import make_paper
from openccr.documents.operations import keep
from openccr.governance.models import Debrief, DipSample, Moderated, SampledCase
from openccr.governance.operations.assessment import Said, agree, move_round, open_round, rate
from openccr.governance.operations.board_pack import collect
from openccr.governance.operations.coordination import offer_debriefs
from openccr.governance.rules.quality import Follow
from openccr.insight.rules.quarters import quarter_of
from openccr.jobs.models import Work
from openccr.kernel.actors import Actor
from openccr.leaving.operations import ask_for
from openccr.partnership.clients import issue
from openccr.partnership.providers import providers_of, set_up
from openccr.people.models import Part, Recognition
from openccr.people.operations import Description, Name, add_person, recognise, relate, see_signs
from openccr.people.rules import PartKind
from openccr.risk.operations import report_change
from openccr.ui.registry import Page
from openccr.voice.models import Contribution, Message
from openccr.voice.operations.messages import leave
from openccr.voice.operations.surveys import answer_survey
from tests.conference.conferences import TODAY, WHEN, listed, research_for, working_day
from tests.conference.drafts import WHOLE
from tests.conference.test_schedules import scheduled
from tests.conference.transfers import in_world
from tests.directory.test_directory import provided, service
from tests.documents.attachables import PDF
from tests.governance.boards import in_world as boards_in_world
from tests.governance.commissioned import commissioned
from tests.governance.strategies import strategy_written
from tests.linkage.extracts.making import linked
from tests.makers import Area, open_case
from tests.risk.making import answered
from tests.safeguarding.test_referring import referred
from tests.sharing.cases import agreed, on_her_list
from tests.voice.test_asking import offered, planned
from tests.voice.test_survey import open_survey
from tests.voice.test_voice import said

PERSONAS = ("amina", "bea", "carl", "dee", "eve", "fay", "grace", "lena")
"""Coordinator, on the case, not on it, nobody's, excluded, chair, adviser, an agency's lead."""


@dataclass(frozen=True)
class World:
    """The case and what hangs on it. Bea's agency is on the case, Carl's is not, Eve is kept out of it."""

    area: Area
    ids: dict[str, object]

    def address(self, page: Page, **other: object) -> str:
        """The page's address in this world; `other` puts another id in a place. Fails for a name nobody explained."""
        parts = []
        for part in page.path.split("/"):
            if part.startswith("<"):
                name = part.strip("<>").partition(":")[2]
                if name not in self.ids:
                    raise AssertionError(f"{page.name}: tell tests/walls/world.py what <{name}> stands for")
                part = str(other.get(name, self.ids[name]))
            parts.append(part)
        return "/" + "/".join(parts)

    def elsewhere(self, page: Page) -> str:
        """The same address about a case that does not exist."""
        return self.address(page, **{name: uuid4() for name in self.ids if name not in NOT_OF_THE_CASE})


NOT_OF_THE_CASE = {
    "search",
    "meeting",
    "agency",
    "appointment",
    "invitation",
    "client",
    "provider",
    "key",
    "document",
    "batch",
    "work",
    "token",
    "ticket",
    "quarter",
    "cell",
    "instrument",
    "agreement",
    "information",
    "draft",
    "attached",
    "link",
    "step",
    "number",
    "prompt",
    "arrived",
    "area",
    "export",
    "schedule",
    "day",
    "practice",
    "year",
    "principle",
    "sample",
    "paper",
    "pack",
    "pack_key",
    "disposal",
    "asked",
    "passage",
    "minutes",
    "round",
    "gap",
    *(
        "board",
        "member",
        "terms",
        "sitting",
        "sheet",
        "presence",
        "matter",
        "board_risk",
        "dynamic",
        "interest",
        "time",
        "leave",
        "represented",
    ),
    *("stream", "contract", "measure", "pilot", "business_case", "policy", "policy_kind"),
    *("strategy", "outcome", "objective", "indicator", "agency_contribution", "remark", "theory_step", "section"),
    *("recommendation", "milestone"),
    "component",
    "question",
    "service",
    "organisation",
    "site",
    "taxonomy",
    "term",
    "audience",
    "contribution",
    "message",
    "unnamed_answer",
    "engagement",
    "survey",
    "payment",
    "kind",
    "about",
    "risk",
    "brought",
    "area_action",
    "duty",
    "work_kind",
    "debrief",
    "board_pack",
    "cover",
    "extract",
    "match",
    "pair",
    "flag",
    "sign_off",
}
"""Ids that say nothing of a case, and stay the same in both addresses."""


def build_world(area: Area) -> World:
    """The world, made through operations."""
    case = listed(area)
    organisation = provided(area)
    known = service(area, organisation)
    exclusion = exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    action = agree_action(
        actor=area.amina,
        file_id=case.file,
        text="Change the locks",
        faces="agencies",
        agency_id=area.agencies["housing"],
        due_on=working_day(20),
        at=WHEN,
    )
    with acting_as(area.amina):
        person = Part.objects.get(file_id=case.file, kind="victim").person_id
        child = Part.objects.get(file_id=case.file, kind="child").person_id
        batch = ImportBatch(
            agency_id=area.amina.agency_id, by_name="x", at=WHEN, rows_read=0, accepted=0, already_known=0, refused=0
        )
        ImportBatch.objects.bulk_create([batch])
        work = Work(
            agency_id=area.amina.agency_id,
            user_id=area.amina.user_id,
            appointment_id=area.amina.appointment_id,
            name="An import",
            state="running",
            made_at=WHEN,
        )
        Work.objects.bulk_create([work])
    document = keep(actor=area.amina, data=b"referral_ref\n", content_type="text/csv", purpose="import", at=WHEN)
    turned = open_case(area, invited=("idva",), title="T.U.")
    with acting_as(area.amina):
        dual = DualAllegation(file_id=case.file, other_file_id=turned, found_at=WHEN, found_by="x", why=["same name"])
        dual.save(force_insert=True)
        early = EarlyHelp(file_id=case.file, referral_id=case.referral, route="idva", due_on=TODAY)
        early.save(force_insert=True)
    draft = start_draft(actor=area.bea, answers=WHOLE, source=DraftSource.WIZARD, at=WHEN)
    link = give_link(actor=area.amina, name="Jo Testperson", organisation="Nowhere School", days=7, at=WHEN)
    sampled = sample_with(area, case.file, case.hearing)
    ids: dict[str, object] = {
        "draft": draft,
        "attached": attach_to_draft(actor=area.bea, draft=draft, data=b"Words", name="x.txt", kind="other", at=WHEN),
        "link": link.id,
        "step": "harmers",
        "number": 1,
        "file": case.file,
        "referral": case.referral,
        "hearing": case.hearing,
        "research": research_for(area, case, "housing").id,
        "attachment": attach_to_referral(
            actor=area.pia,
            file_id=case.file,
            referral_id=case.referral,
            data=PDF,
            name="form.pdf",
            kind="no_consent",
            at=WHEN,
        ),
        "change": report_change(
            actor=area.bea, file=case.file, person=person, kind="separation", happened_on=TODAY, words="", at=WHEN
        ),
        "person": person,
        "child": child,
        "tie": relate(
            actor=area.bea,
            file=case.file,
            person=person,
            other=child,
            kind="mother",
            since_on=None,
            until_on=None,
            source="x",
            at=WHEN,
        ),
        "recognition": recognised(area, case.file),
        "another": child,
        "sign": see_signs(actor=area.grace, file=case.file, person=person, what="She cannot go on", at=WHEN),
        "out": referred(area, case),
        "action": action,
        "area_action": the_partnerships_action(area),
        "duty": "training_reviewed",
        "work_kind": "telephone",
        "debrief": debrief_for(area),
        "board_pack": collect(actor=area.amina, quarter=quarter_of(TODAY), at=WHEN),
        "cover": area.id,
        "exclusion": exclusion,
        "emergency": emergency_over(area, case.file),
        "opened": opening_drawn(area, case.file),
        "search": searched(area),
        "meeting": case.meeting,
        "date": note_dangerous_date(
            actor=area.pia,
            file_id=case.file,
            kind="release",
            on=TODAY,
            source="x",
            owner_agency_id=area.agencies["police"],
            at=WHEN,
        ),
        "agency": area.agencies["housing"],
        "appointment": area.bea.appointment_id,
        "invitation": uuid4(),
        "client": issue_client(area),
        "provider": set_up_sign_in(area),
        "key": "no-such-key",
        "document": document,
        "batch": batch.id,
        "work": work.id,
        "token": "no-such-token",
        "ticket": "no-such-ticket",
        "quarter": "2026Q3",
        "no_go": on_her_list(area, case.file, "children"),
        "agreement": agreed(area),
        "information": "her_words",
        "prompt": "priority_need",
        "schedule": scheduled(area),
        "day": working_day(30).isoformat(),
        "instrument": "dash24@1",
        "assessment": answered(area, case.file, person, yes=3),
        "other": answered(area, case.file, person, yes=4),
        "cell": "cases",
        "assurance": "hosting",
        "form": "pdf",
        "practice": "tilda",
        "year": TODAY.year,
        "principle": "referral",
        "sample": sampled.sample_id,
        "sampled": sampled.id,
        "dual": dual.id,
        "turned": turned,
        "early": early.id,
        "paper": make_paper(
            actor=area.amina, kind="agenda", about=case.meeting, agency_id=area.agencies["police"], at=WHEN
        ),
        "pack": pack_of(area, case.meeting),
        "pack_key": add_pack_key(actor=area.amina, name="Fay", public=new_age_key().recipient, at=WHEN),
        "disposal": proposed_for_disposal(area),
        **access_to(area, person),
        "minutes": minutes_of(area, case.meeting),
        **dict(zip(("round", "gap"), assessed(area), strict=True)),
        **strategy_written(area),
        "component": "survivor_voice",
        "question": "survivor_voice-1",
        "service": known,
        "organisation": organisation,
        "site": uuid4(),
        "taxonomy": TAXONOMY,
        "term": uuid4(),
        "audience": "survivors",
        "contribution": said(area),
        "engagement": planned(area),
        "survey": (survey := open_survey(area)),
        "unnamed_answer": answer_given(area, survey),
        "payment": offered(area),
        "kind": "service",
        "about": known,
        "risk": "high",
        "brought": uuid4(),
        "message": message_left(area),
        "export": ask_for(
            actor=area.amina, reason="We move.", recipient=new_age_key().recipient, whereabouts=False, at=WHEN
        ),
        **linked(area),
        **in_world(area, case.file, case.referral),
        **commissioned(area),
        **boards_in_world(area),
    }
    return World(area, ids)


def debrief_for(area: Area) -> UUID:
    """A talk that is offered to Bea."""
    offer_debriefs(actor=area.fay, occasion="hard_hearing", people=[area.bea.appointment], at=WHEN)
    with acting_as(area.bea):
        return Debrief.objects.get().id


def the_partnerships_action(area: Area) -> UUID:
    """An action of the partnership itself, for Bea's agency to do."""
    return agree_area_action(
        actor=area.amina, what="Publish the staff policy", agency_id=area.agencies["housing"], at=WHEN,
        due_on=working_day(20), arises_from="governance.round", arises_id=uuid4(),
    ).id  # fmt: skip


def recognised(area: Area, file: UUID) -> UUID:
    """Somebody asks whether two are one who have nothing alike, so that a second person must agree."""
    earlier = open_case(area, invited=(), title="O.I.")
    was, now = (
        add_person(
            actor=area.amina, file_id=one, kind=PartKind.OTHER, described=Description(names=(Name(given=name),)),
            relationship="", source="x", on=TODAY,
        )
        for one, name in ((earlier, "Otter"), (file, "Heron"))
    )  # fmt: skip
    recognise(actor=area.amina, file=file, person=now, as_person=was, reason="She said so", at=WHEN)
    with acting_as(area.amina):
        return Recognition.objects.get(as_person_id=was).id


def assessed(area: Area) -> tuple[UUID, UUID]:
    """A round of the self-assessment in moderation, so that both its pages of answers are there, and a gap of it."""
    late = TODAY + timedelta(days=30)
    round_id = open_round(actor=area.amina, kind="full", name="Autumn", rate_by=late, at=WHEN)
    what = {"survivor_voice-1": Said(2, "medium", "Some.")}
    rate(actor=area.lena, round_id=round_id, component="survivor_voice", said=what, at=WHEN)
    move_round(actor=area.amina, round_id=round_id, move="moderate", at=WHEN)
    agree(
        actor=area.amina, round_id=round_id, question="survivor_voice-2", score=1, words="Few are asked.", dissent="",
        follow=Follow("Ask them", "Amina", late), evidence=[], at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        return round_id, Moderated.objects.get().id


def message_left(area: Area) -> UUID:
    """An anonymous message that nobody has read."""
    leave(area=area.code, words="Nobody rang me back.")
    with acting_as(area.amina):
        return Message.objects.get().id


def answer_given(area: Area, survey: UUID) -> UUID:
    """An answer to a survey that somebody gave without a name, and nobody on duty has read."""
    answer_survey(area=area.code, survey=survey, answers=["The desk is open to the room.", ""], consents=[], groups=[])
    with acting_as(area.amina):
        return Contribution.objects.get(unnamed=True).id


def emergency_over(area: Area, file: UUID) -> UUID:
    """An emergency access of Carl's whose hour is over, waiting for its review."""
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=file).reference
    why = "She rings from the station and he follows"
    open_in_emergency(actor=area.carl, reference=reference, reason=why, at=WHEN)
    with acting_as(area.amina):
        grant = next(one for one in Grant.on(file) if one.holder_id == area.carl.appointment_id)
        end_grant(actor=area.amina, grant=grant, at=WHEN)
        return EmergencyAccess.objects.get(file_id=file).id


def opening_drawn(area: Area, file: UUID) -> UUID:
    """An opening of Bea's, drawn for the case's lead to look at."""
    with acting_as(area.bea):
        opened(actor=area.bea, file=file, agency="Willowmere Homes")
    draw_openings(actor=area.commands, at=timezone.now())
    with acting_as(area.amina):
        return OpeningReview.objects.get(file_id=file).id


def searched(area: Area) -> UUID:
    """A search of Bea's that found nobody."""
    keep_search(actor=area.bea, terms={"given": "Ro", "family": "Nobody"}, purpose="research", found=[], at=WHEN)
    with acting_as(area.bea):
        return Searched.objects.get().id


def sample_with(area: Area, file: UUID, hearing: UUID) -> SampledCase:
    """A dip sample with the case in it."""
    with acting_as(area.amina):
        sample = DipSample(
            partnership_id=area.id,
            first_on=TODAY,
            last_on=TODAY,
            heard=1,
            number=1,
            seed=1,
            drawn_at=WHEN,
            drawn_by="x",
        )
        sample.save(force_insert=True)
        case = SampledCase(file_id=file, sample=sample, hearing_id=hearing, place=1)
        case.save(force_insert=True)
        return case


def pack_of(area: Area, meeting: UUID) -> UUID:
    """The encrypted pack of a meeting."""
    add_pack_key(actor=area.amina, name="Amina", public=new_age_key().recipient, at=WHEN)
    return make_pack(actor=area.amina, meeting_id=meeting, at=WHEN)[0]


def proposed_for_disposal(area: Area) -> UUID:
    """A closed file of long ago that somebody else has proposed to dispose of."""
    file = open_case(area, invited=(), title="O.L.")
    with acting_as(area.amina):
        CaseFile.objects.filter(id=file).update(closed_at=WHEN - timedelta(days=9000))
    return propose_disposal(actor=replace(area.amina, user_id=area.dee.user_id), file=file, at=WHEN)


def access_to(area: Area, person: UUID) -> dict[str, object]:
    """Her request for her own data, built, and one of its sentences."""
    from openccr.subjectaccess.models import Passage
    from tests.subjectaccess.requests import built

    asked = built(area, person)
    with acting_as(area.amina):
        passage = Passage.objects.filter(request_id=asked).order_by("id").values_list("id", flat=True)[0]
    return {"asked": asked, "passage": passage}


def minutes_of(area: Area, meeting: UUID) -> UUID:
    """Minutes that are being written."""
    with acting_as(area.amina):
        row = Minutes(partnership_id=area.id, meeting_id=meeting, number=1, state="draft", begun_at=WHEN)
        row.save(force_insert=True)
        return row.id


def set_up_sign_in(area: Area) -> UUID:
    """A single sign-on of the housing agency that its lead set up and nobody has agreed to."""
    agency = area.agencies["housing"]
    set_up(
        actor=area.lena, agency=agency, name="Staff account", issuer="https://sign-in.example", client_id="x",
        secret="x", domains="work.example",
    )  # fmt: skip
    return providers_of(actor=area.lena, agency=agency)[1][0].id


def issue_client(area: Area) -> UUID:
    """An API client of the housing agency."""
    return issue(
        actor=area.lena,
        agency=area.agencies["housing"],
        name="Case records",
        scopes=["actions:read"],
        from_on=TODAY,
        until_on=TODAY,
    ).client_id


def signed_in(actor: Actor) -> Client:
    """A browser in which this actor has just signed in and proved who they are."""
    client = Client()
    with at_sign_in():
        client.force_login(User.objects.get(id=actor.user_id))
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(actor.user_id)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "demonstration", "at": time.time()}]
    session.save()
    return client


def seen(world: World, actor: Actor) -> bool:
    """Whether the database shows this actor the case."""
    from openccr.casefiles.models import CaseFile

    with acting_as(actor):
        return CaseFile.objects.filter(id=world.ids["file"]).exists()


def plain(body: bytes, *ids: UUID | object) -> bytes:
    """An answer without what differs from request to request: form tokens, keys and the ids asked for."""
    import re

    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)
    text = re.sub(rb'name="once" value="[^"]*"', b"", text)
    for one in ids:
        text = text.replace(str(one).encode(), b"ID")
    return text

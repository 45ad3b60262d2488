"""One case with everything on it, so that every page can be opened: what each id in an address stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID, uuid4

from openccr.access.acting import acting_as
from openccr.access.age import new_age_key
from openccr.actions.operations import agree_action
from openccr.casefiles.models import CaseFile
from openccr.casefiles.operations import exclude
from openccr.conference.models import DualAllegation, EarlyHelp, ImportBatch
from openccr.conference.operations.attachments import attach_to_referral
from openccr.conference.operations.draft_files import attach_to_draft
from openccr.conference.operations.drafts import start_draft
from openccr.conference.operations.links import give_link
from openccr.conference.operations.watching import note_dangerous_date
from openccr.conference.packing import add_pack_key
from openccr.conference.rules.drafts import DraftSource
from openccr.directory.feed import TAXONOMY
from openccr.documents.making import make_paper
from openccr.documents.operations import keep
from openccr.governance.operations.board_pack import collect
from openccr.insight.rules.quarters import quarter_of
from openccr.jobs.models import Work
from openccr.kernel.actors import Actor
from openccr.leaving.operations import ask_for
from openccr.people.models import Part
from openccr.people.operations import relate, see_signs
from openccr.risk.operations import report_change
from openccr.ui.registry import Page
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
from tests.walls.around_the_case import (
    access_to,
    emergency_over,
    minutes_of,
    opening_drawn,
    pack_of,
    proposed_for_disposal,
    recognised,
    recorded_at,
    sample_with,
    searched,
)
from tests.walls.of_the_partnership import (
    answer_given,
    assessed,
    debrief_for,
    issue_client,
    message_left,
    set_up_sign_in,
    the_partnerships_action,
)

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
    # Meetings, referrals and agencies
    "meeting", "draft", "attached", "link", "step", "number", "batch", "brought", "arrived", "schedule", "day", "year",
    "agency", "appointment", "invitation", "attendance", "client", "provider", "minutes", "pack", "pack_key",
    "instrument", "prompt",
    # Papers, sharing and counting
    "document", "paper", "disposal", "ticket", "token", "key", "work", "agreement", "information", "quarter", "cell",
    "practice", "search", "asked", "passage", "area", "export", "kind", "about", "risk", "area_action",
    # The whole response
    "board", "member", "terms", "sitting", "sheet", "presence", "matter", "board_risk", "dynamic", "interest", "time",
    "leave", "represented", "stream", "contract", "measure", "pilot", "business_case", "policy", "policy_kind",
    "strategy", "outcome", "objective", "indicator", "agency_contribution", "remark", "theory_step", "section",
    "recommendation", "milestone", "round", "gap", "component", "question", "principle", "sample", "duty", "work_kind",
    "debrief", "board_pack", "cover",
    # The directory, survivors' voice and compared records
    "service", "organisation", "site", "taxonomy", "term", "audience", "contribution", "message", "unnamed_answer",
    "engagement", "survey", "payment", "extract", "match", "pair", "flag", "sign_off",
}  # fmt: skip
"""Ids that say nothing of a case, and stay the same in both addresses."""


def build_world(area: Area) -> World:
    """The world, made through operations."""
    case = listed(area)
    organisation = provided(area)
    known = service(area, organisation)
    exclusion = exclude(actor=area.amina, file=case.file, user_id=area.eve.user_id, reason="her sister", at=WHEN)
    action = agree_action(
        actor=area.amina, file_id=case.file, text="Change the locks", faces="agencies",
        agency_id=area.agencies["housing"], due_on=working_day(20), at=WHEN,
    )  # fmt: skip
    with acting_as(area.amina):
        person = Part.objects.get(file_id=case.file, kind="victim").person_id
        child = Part.objects.get(file_id=case.file, kind="child").person_id
        batch = ImportBatch(
            agency_id=area.amina.agency_id, brought_by=area.amina.appointment_id, at=WHEN, rows_read=0, accepted=0,
            already_known=0, refused=0,
        )  # fmt: skip
        ImportBatch.objects.bulk_create([batch])
        work = Work(
            agency_id=area.amina.agency_id, user_id=area.amina.user_id, appointment_id=area.amina.appointment_id,
            name="An import", state="running", made_at=WHEN,
        )  # fmt: skip
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
        "attendance": recorded_at(area, case.meeting),
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


def seen(world: World, actor: Actor) -> bool:
    """Whether the database shows this actor the case."""
    with acting_as(actor):
        return CaseFile.objects.filter(id=world.ids["file"]).exists()


def plain(body: bytes, *ids: UUID | object) -> bytes:
    """An answer without what differs from request to request: form tokens, keys and the ids asked for."""
    text = re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", body)
    text = re.sub(rb'name="once" value="[^"]*"', b"", text)
    for one in ids:
        text = text.replace(str(one).encode(), b"ID")
    return text

"""Nothing leaves without its line in the ledger: each way out is carried out, and none is forgotten (row S26)."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

import openccr
from openccr.access.acting import acting_as
from openccr.access.age import new_age_key
from openccr.casefiles.emergency import open_in_emergency
from openccr.casefiles.models import CaseFile
from openccr.conference.operations.area_keys import check_area, enter_area, make_keys
from openccr.conference.operations.evidence import ask_for_evidence
from openccr.conference.operations.research import return_research
from openccr.conference.operations.transfers import Destination
from openccr.conference.packing import add_pack_key, make_pack
from openccr.conference.rules.transfer_envelope import new_keys
from openccr.documents.kinds import paper_kinds
from openccr.documents.making import make_paper
from openccr.leaving.operations import export_area
from openccr.partnership.practice import practice
from openccr.partnership.services import service_actors
from openccr.people.models import Part
from openccr.sharing.models import Disclosure
from openccr.sharing.operations import record_by_hand
from openccr.sharing.queries.ledger import ledger
from openccr.sharing.rules.grounds import Consent
from openccr.sharing.rules.ways import NOT_ASKED, Way, layers_missing
from openccr.subjectaccess.operations import hand_over
from openccr.subjectaccess.rules.bundles import Way as Collected
from tests.conference.conferences import TODAY, WHEN, Listed, listed, research_for, sent_out
from tests.conference.test_attending import guest
from tests.conference.test_meeting_hearing import WHOLE, action, write
from tests.conference.transfers import sent
from tests.makers import Area
from tests.safeguarding.test_referring import referred
from tests.sharing.test_operations import by_hand
from tests.subjectaccess.requests import approved
from tests.walls.api_world import issue, send

Does = Callable[[Area, Listed], object]


def _paper(area: Area, case: Listed) -> object:
    return make_paper(actor=area.amina, kind="agenda", about=case.meeting, agency_id=area.agencies["police"], at=WHEN)


def _pack(area: Area, case: Listed) -> object:
    add_pack_key(actor=area.amina, name="Fay", public=new_age_key().recipient, at=WHEN)
    return make_pack(actor=area.amina, meeting_id=case.meeting, at=WHEN)


def _research(area: Area, case: Listed) -> object:
    research = research_for(area, case, "police").id
    return return_research(actor=area.pia, file_id=case.file, research_id=research, victim_facts="Known.", at=WHEN)


def _transfer(area: Area, case: Listed) -> object:
    make_keys(actor=area.amina, at=WHEN)
    keys = new_keys().public
    there = enter_area(actor=area.amina, name="Westmere", introduction=keys.introduction, at=WHEN)
    check_area(actor=area.amina, area_id=there, fingerprint=keys.fingerprint, with_whom="By phone", at=WHEN)
    return sent(area, Destination(area=there))


def _evidence(area: Area, case: Listed) -> object:
    with acting_as(area.amina):
        people = dict(Part.objects.filter(file_id=case.file).values_list("kind", "person_id"))
    return ask_for_evidence(
        actor=area.grace, file_id=case.file, person_id=people["victim"], harmer_id=people["harmer"], asked_on=TODAY,
        how_asked="In person", signatory="Amina Okafor", signatory_post="Coordinator", at=WHEN,
    )  # fmt: skip


def _read_by_api(area: Area, case: Listed) -> object:
    research = research_for(area, case, "housing").id
    answer = send("GET", f"/api/research/{research}", issue(area, "housing").secret)
    assert answer.status_code == 200
    return answer


def _export(area: Area, case: Listed) -> object:
    service = next(one for one in service_actors("export") if one.partnership_id == area.id)
    return list(export_area(actor=service, whereabouts=False, at=WHEN))


def _subject_access(area: Area, case: Listed) -> object:
    with acting_as(area.amina):
        victim = Part.objects.get(file_id=case.file, kind="victim").person_id
    return hand_over(
        actor=area.amina, request=approved(area, victim), way=Collected.IN_PERSON, collected_by="Nadia Invented",
        identity_seen="Passport", at=WHEN,
    )  # fmt: skip


def _heard(area: Area, case: Listed) -> object:
    """Heard while somebody from outside sits in: the line is written as the case is finished, not before."""
    case = sent_out(area)
    guest(area, case)
    assert not _lines(area, Way.HEARD)
    return write(area.fay, case, WHOLE, agreed=action(area), finish=True, early=True)


def _emergency(area: Area, case: Listed) -> object:
    with acting_as(area.amina):
        reference = CaseFile.objects.get(id=case.file).reference
    return open_in_emergency(actor=area.carl, reference=reference, reason="She stands at our door tonight.", at=WHEN)


WAYS: dict[Way, Does] = {
    Way.LISTING: lambda area, case: listed(area),
    Way.BY_HAND: lambda area, case: record_by_hand(actor=area.amina, file_id=case.file, shared=by_hand(area), at=WHEN),
    Way.PAPER: _paper,
    Way.PACK: _pack,
    Way.RESEARCH: _research,
    Way.TRANSFER: _transfer,
    Way.SAFEGUARDING: referred,
    Way.EVIDENCE: _evidence,
    Way.API: _read_by_api,
    Way.EXPORT: _export,
    Way.SUBJECT_ACCESS: _subject_access,
    Way.HEARD: _heard,
    Way.EMERGENCY: _emergency,
}
"""Every way in which something leaves, and how a test carries it out."""


def _lines(area: Area, way: Way) -> set[object]:
    with acting_as(area.amina):
        return set(Disclosure.objects.filter(way=way).values_list("id", flat=True))


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("way", list(Way))
def test_every_way_out_writes_its_line_whole(area: Area, way: Way) -> None:
    case = listed(area)
    before = _lines(area, way)
    WAYS[way](area, case)
    new = _lines(area, way) - before
    assert new, f"{way}: something left and the ledger has no line of it"
    with acting_as(area.amina):
        layers = _layers()
        for line in Disclosure.objects.filter(id__in=new):
            assert line.people, "whom it is about"
            assert line.agency_id or line.outside, "to whom"
            assert line.kinds and line.why and line.decided_by and line.decided_by_name and line.consent
            lacking = layers_missing([], layers={layers[key] for key in line.law})
            assert not lacking, f"{way}: no lawful basis"


def _layers() -> dict[str, str]:
    from openccr.content import load

    return {key: basis.layer for key, basis in load().law.bases.items()}


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("way", sorted(NOT_ASKED))
def test_consent_to_the_conference_is_none_to_what_nobody_asked_her(area: Area, way: Way) -> None:
    case = listed(area)
    with acting_as(area.amina):
        let_in = set(Disclosure.objects.filter(way=Way.LISTING).values_list("consent", flat=True))
        assert let_in == {Consent.YES}
    WAYS[way](area, case)
    with acting_as(area.amina):
        (line,) = [one for one in ledger(case.file, actor=area.amina) if one.way == way.label]
    assert (line.consent, line.why_not_consent) == (Consent.UNKNOWN.label, "Nobody asked the victim.")
    assert ("Vital interests (UK GDPR, Article 6(1)(d))" in line.law) == (way == Way.EMERGENCY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "way", [Way.PAPER, Way.RESEARCH, Way.SAFEGUARDING, Way.EVIDENCE, Way.SUBJECT_ACCESS, Way.HEARD, Way.EMERGENCY]
)
def test_what_is_undone_leaves_no_line(area: Area, way: Way) -> None:
    case = listed(area)
    before = _lines(area, way)
    with pytest.raises(RuntimeError), transaction.atomic():
        WAYS[way](area, case)
        raise RuntimeError
    assert _lines(area, way) == before


OUT = {
    "pdf_of",
    "docx_of",
    "encrypt",
    "encrypt_with_passphrase",
    "write_bundle",
    "close_envelope",
    "workbook_of",
    "csv_of",
    "xlsx_of",
    "writer",
    "write_fillable",
}
"""Functions that make something which may leave: files, encrypted or not."""

LEDGERED = {
    "documents.making", "conference.packing", "conference.operations.sending_transfers", "leaving.operations",
    "subjectaccess.operations.handing_over", "conference.operations.evidence", "conference.operations.research",
    "safeguarding.operations", "conference.api", "actions.api", "sharing.operations.ledger",
    "sharing.operations.disclosing", "chronology.operations", "conference.operations.research_documents",
}  # fmt: skip
"""Modules that let something out and write it into the ledger themselves."""

NOT_OUT = {
    "subjectaccess.operations.building": "What is built leaves when it is handed over, which writes the line.",
    "conference.operations.arrived_transfers": "What came from another area is sealed for one's own.",
    "conference.rules.transfer_envelope": "Called by sending a transfer, which writes the line.",
    "conference.operations.referral_form": "An empty form.",
    "conference.operations.forms": "An empty form.",
    "sharing.pages.ledger": "The ledger itself: it names nobody in the case.",
    "governance.documented": "The strategy document: no case in it, figures signed off and rounded.",
    "governance.operations.strategy_document": "The same: no case in it, figures signed off and rounded.",
    "insight.pages.papers": "Figures, suppressed.",
    "insight.sheets": "Figures, suppressed.",
    "linkage.online.index": "Sealing within the house.",
    "linkage.engine.uneven": "A file made even, read again by the same comparison and gone with it.",
    "linkage.reading": "Refused rows, given back to the agency that sent them.",
    "linkage.tables": "Linkage's own tables; what is found is told to the agency that holds the record, never let out.",
    "site.demo.besides": "The invented area.",
    "site.demo.linking": "The same.",
    "leaving.written.area_json": "Called by taking the area out, which writes the lines.",
    "site.management.commands.export": "Calls export_area, which writes the lines.",
    "access.age": "The cipher.",
    "access.sealing": "Sealing within the house.",
    "access.ring": "Sealing within the house.",
    "people.sealing": "Sealing within the house.",
    "tabular.refused": "Refused rows go back to whoever sent them.",
}


def _calls(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found.add(f"calls.{name}" if _is_call_of_api(node) else name)
    return found


def _is_call_of_api(node: ast.Call) -> bool:
    func = node.func
    return isinstance(func, ast.Attribute) and func.attr == "get" and getattr(func.value, "id", "") == "calls"


@pytest.mark.django_db
def test_what_a_paper_tells_is_said_in_words_of_the_pack(area: Area) -> None:
    known = practice(area.amina).law.kinds
    for kind in paper_kinds().values():
        assert set(kind.tells) <= set(known), kind.key


@pytest.mark.django_db
def test_a_paper_that_tells_little_stands_in_the_ledger_with_little(area: Area) -> None:
    case = sent_out(area)
    make_paper(actor=area.amina, kind="agenda", about=case.meeting, agency_id=area.agencies["housing"], at=WHEN)
    with acting_as(area.amina):
        line = Disclosure.objects.get(file_id=case.file, way=Way.PAPER)
        assert line.kinds == ["identity"]


def test_whatever_makes_a_file_or_answers_a_system_is_known_to_the_ledger() -> None:
    root = Path(openccr.__file__).parent
    forgotten = []
    for path in sorted(root.rglob("*.py")):
        module = ".".join(path.relative_to(root).with_suffix("").parts)
        calls = _calls(path)
        if calls & (OUT | {"calls.get"}) and module not in LEDGERED | set(NOT_OUT):
            forgotten.append(f"{module} ({', '.join(sorted(calls & (OUT | {'calls.get'})))})")
        if module in LEDGERED:
            assert {"disclose", "bulk_create", "record_by_hand", "share_hearing"} & calls, (
                f"{module} writes nothing into the ledger"
            )
    assert not forgotten, (
        f"{forgotten}: does something leave here? Then call sharing.operations.disclose in the same transaction and"
        " name the module in LEDGERED; if not, say why in NOT_OUT."
    )


def test_health_sexuality_and_offences_need_a_condition_of_their_own() -> None:
    assert layers_missing(["health"], layers={"article_6"}) == ["article_9"]
    assert layers_missing(["offences"], layers={"article_6", "article_10"}) == []
    assert layers_missing(["events"], layers={"gateway"}) == ["article_6"]
    assert layers_missing(["health", "offences"], layers={"part_3"}) == []

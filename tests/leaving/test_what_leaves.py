"""A whole area takes everything with it: nothing is missing, and nothing of another area goes."""

from __future__ import annotations

import io
import json
import re
from zipfile import ZipFile

import docx
import pytest
from django.apps import apps
from django.db import models
from python_calamine import CalamineWorkbook

from openccr.access.acting import acting_as
from openccr.access.ours import our_apps
from openccr.access.owning import as_walls
from openccr.actions.rules.locks import LOCKED_ON_PAPER
from openccr.casefiles.operations import note
from openccr.kernel.addresses import HELD_BACK
from openccr.kernel.refusals import Refusal
from openccr.leaving.rules import ADVISERS, LEFT_OUT, WHERE
from openccr.leaving.tables import SEALED, leaving
from openccr.leaving.written.area_json import read_area
from openccr.people.models import Part
from openccr.risk.operations import assess
from tests.actions.test_locks import locked
from tests.conference.conferences import WHEN, accepted
from tests.conference.transfers import other_area
from tests.leaving.leaves import MONEY, PDF, PLACE, filled, parts_of, read
from tests.makers import Area
from tests.walls.world import build_world


def test_every_table_leaves_or_says_why_it_stays() -> None:
    labels = {config.label for config in our_apps()}
    every = {model._meta.label for model in apps.get_models() if model._meta.app_label in labels}
    gone = {model._meta.label for model in leaving(whereabouts=True)}
    assert gone | set(LEFT_OUT) | set(ADVISERS) == every
    assert not gone & set(LEFT_OUT)
    assert set(WHERE) <= gone


def test_every_sealed_column_that_leaves_says_how_it_is_opened() -> None:
    models_that_leave = [*leaving(whereabouts=True), *(apps.get_model(name) for name in ADVISERS)]
    sealed = {
        f"{model._meta.label}.{field.name}"
        for model in models_that_leave
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    }
    assert sealed == set(SEALED)


def test_not_one_row_is_missing(committed: Area) -> None:
    build_world(committed)
    filled(committed)
    # Counted first: that the area was taken out is itself written into its ledger.
    with as_walls() as owner:
        there = {model._meta.label: model._default_manager.using(owner).count() for model in leaving(whereabouts=True)}
    found = read(committed, whereabouts=True)
    assert {name: len(table.rows) for name, table in found.tables.items()} == there
    assert not {"match", "near"} & set(found.tables["people.Whereabouts"].columns), "tokens of this installation alone"
    assert found.tables["casefiles.Exclusion"].rows, "who is kept out stays kept out where it goes"


def test_nothing_of_another_area_leaves(committed: Area) -> None:
    there = other_area()
    mine, theirs = filled(committed), accepted(there, given="Elsewhere")[0]
    whole = parts_of(committed, whereabouts=True)["area.json"].decode()
    assert str(mine) in whole
    assert str(theirs) not in whole and str(there.id) not in whole and "Elsewhere" not in whole


def test_whereabouts_leave_with_a_tick_of_their_own_and_recourse_never(committed: Area) -> None:
    filled(committed)
    without, including = parts_of(committed), parts_of(committed, whereabouts=True)
    assert PLACE not in _all_text(without)
    assert "people.Whereabouts" not in read_area(without["area.json"]).tables
    assert PLACE in including["area.json"].decode()
    for parts in (without, including):
        assert MONEY not in _all_text(parts) and "visa" not in _all_text(parts)
        assert "people.RecourseToFunds" not in read_area(parts["area.json"]).tables


def test_an_address_in_the_words_of_a_case_leaves_with_the_same_tick(committed: Area) -> None:
    """Typed into a box that was not made for one, and kept by whoever typed it."""
    file = filled(committed)
    with acting_as(committed.amina):
        note(file_id=file, kind="fact", sentence=f"Seen at\r\nFlat 2, {PLACE}\r\ntoday", at=WHEN)
        victim = Part.objects.get(file_id=file, kind="victim").person_id
    answers = {number: {"answer": "yes", "note": "He waits at 9 Harbour Row."} for number in range(1, 25)}
    assess(
        actor=committed.amina, file=file, person=victim, instrument="dash24@1", answers=answers, judged_high=True,
        judgement_reason="He has her keys.", assessed_on=WHEN.date(), at=WHEN,
    )  # fmt: skip
    without, including = parts_of(committed), parts_of(committed, whereabouts=True)
    for words in ("Harbour Row", "WM7"):
        assert words not in _all_text(without) and words in _all_text(including)
    assert "Seen at" in _all_text(without) and HELD_BACK in _all_text(without)


def _all_text(parts: dict[str, bytes]) -> str:
    """Everything in it in words: the files, and what lies zipped in them."""
    texts = []
    for name, data in parts.items():
        if name.endswith((".xlsx", ".docx")):
            with ZipFile(io.BytesIO(data)) as inner:
                texts += [inner.read(one).decode(errors="replace") for one in inner.namelist()]
        else:
            texts.append(data.decode(errors="replace"))
    return "\n".join(texts)


def test_it_is_read_as_json_excel_and_word(committed: Area) -> None:
    locked(committed, filled(committed))
    parts = parts_of(committed)
    book = CalamineWorkbook.from_filelike(io.BytesIO(parts["area.xlsx"]))
    assert {"Cases", "People", "Referrals", "Hearings", "Actions"} <= set(book.sheet_names)
    assert len(book.get_sheet_by_name("Cases").to_python()) == 2
    paper = docx.Document(io.BytesIO(next(data for name, data in parts.items() if name.startswith("cases/"))))
    words = "\n".join(one.text for one in paper.paragraphs)
    assert "Tove Invented" in words and "He waited outside her work." in words
    assert re.search(r"^Exampleshire Police, \d+ \w+ 2026\nStands: Listed", words, re.M)
    assert f"Arrest him\n{LOCKED_ON_PAPER}\n" in words, "outside of here nothing else holds it back"
    assert "24-item risk checklist" in words and "dash24" not in words
    assert not re.search(r"\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}-", words), "days and names, no codes"
    head, row = book.get_sheet_by_name("Referrals").to_python()[:2]
    named = dict(zip(head, row, strict=True))
    assert named["agency"] == "Exampleshire Police" and str(named["case"]).startswith("M-")
    assert [data for name, data in parts.items() if name.startswith("papers/")] == [PDF]


def test_what_is_no_area_is_refused(committed: Area) -> None:
    whole = json.loads(parts_of(committed)["area.json"])
    for wrong in (b"", b"[]", b"{}", json.dumps({**whole, "version": 2}).encode()):
        with pytest.raises(Refusal):
            read_area(wrong)
    whole["tables"]["casefiles.CaseFile"]["rows"].append(["one"])
    with pytest.raises(Refusal, match="does not have its columns"):
        read_area(json.dumps(whole).encode())

"""Whom a referrer said must not be spoken to stands on the page before a call, also where nobody has asked her yet."""

from __future__ import annotations

import pytest

from openccr.access.acting import acting_as
from openccr.conference.operations.drafts import start_draft, submit_draft
from openccr.conference.rules.drafts import DraftSource
from openccr.people.models import Part
from openccr.people.operations import plan_contact
from openccr.people.queries import before_contact
from openccr.people.rules.plans import Named, PlanWords
from tests.conference.drafts import WHOLE
from tests.makers import NOW, Area
from tests.signing_in import as_, text_of

UNSAFE = "Her brother Imran: he tells them everything"


@pytest.mark.parametrize("asked", [{}, {"safe_to_call": "conditional", "safe_contact_notes": "Only at noon."}])
def test_who_must_not_be_spoken_to_is_never_called_nobody(area: Area, asked: dict[str, str]) -> None:
    kept = {key: value for key, value in WHOLE.items() if key not in ("safe_to_call", "safe_contact_notes")}
    answers = {**kept, **asked, "unsafe_people": UNSAFE, "cover": "Say you are the dentist."}
    draft = start_draft(actor=area.bea, answers=answers, source=DraftSource.WIZARD, at=NOW)
    file = submit_draft(actor=area.bea, draft=draft, at=NOW).file_id
    with acting_as(area.amina):
        person = Part.objects.get(file_id=file, kind="victim").person_id
        (noted,) = before_contact(actor=area.amina, file=file, person=person, at=NOW).noted
    assert UNSAFE in noted.words and "the dentist" in noted.words
    page = text_of(as_(area.amina).get(f"/case/{file}/people/{person}/before-contact/"))
    assert UNSAFE in page and "Nobody is named" not in page
    plan_contact(
        actor=area.amina, file=file, person=person, words=PlanWords(unsafe=(Named("Imran", "tells them"),)),
        shared_device="unknown", at=NOW,
    )  # fmt: skip
    page = text_of(as_(area.amina).get(f"/case/{file}/people/{person}/before-contact/"))
    assert "Imran" in page and (UNSAFE in page.split("Each channel, now")[0]) is (not asked), "until it is asked anew"

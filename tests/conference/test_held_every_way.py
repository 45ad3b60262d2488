"""A second referral of one family is held however it comes in (D3, T1). From another area: `test_transfers.py`."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from uuid import UUID

import pytest
from django.test import Client

from openccr.access.acting import acting_as
from openccr.audit.models import AuditEvent
from openccr.casefiles.models import Exclusion
from openccr.conference.models import Referral, ReferralDraft
from openccr.conference.operations.caselog import import_caselog
from openccr.conference.operations.drafts import save_step, start_draft, submit_draft
from openccr.conference.operations.forms import bring_in_form
from openccr.conference.operations.importing import import_referrals
from openccr.conference.operations.referral_form import referral_form
from openccr.conference.rules.drafts import DraftSource
from openccr.kernel.actors import Actor
from openccr.people.operations import Description, Name
from tests.conference.conferences import WHEN
from tests.conference.drafts import WHOLE
from tests.conference.files import csv_file, row
from tests.conference.holding import earlier, held, held_for_in, sees
from tests.conference.paper import filled
from tests.conference.test_caselog import log, past
from tests.conference.test_forms import OURS
from tests.conference.test_outside_pages import at as outside
from tests.conference.test_outside_pages import fill, link
from tests.makers import NOW, Area
from tests.signing_in import text_of
from tests.walls.api_world import REFERRAL, issue, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_earlier_tries")]


def referred(area: Area) -> set[UUID]:
    with acting_as(area.commands):
        return set(Referral.objects.values_list("file_id", flat=True))


def typed(area: Area) -> None:
    submit(area, start_draft(actor=area.pia, answers=WHOLE, source=DraftSource.WIZARD, at=NOW), area.pia)


def submit(area: Area, draft: UUID, actor: Actor) -> None:
    submit_draft(actor=actor, draft=draft, at=WHEN)


def on_paper(area: Area) -> None:
    data = filled(referral_form(actor=area.amina), OURS)
    (draft,) = bring_in_form(actor=area.amina, data=data, filename="form.docx", at=WHEN).drafts
    submit(area, draft, area.amina)


def by_mail(area: Area) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@school.example", "marac@council.example", "Referral"
    mail.set_content("See the form.")
    form = filled(referral_form(actor=area.amina), OURS)
    mail.add_attachment(form, maintype="application", subtype="octet-stream", filename="form.docx")
    (draft,) = bring_in_form(actor=area.amina, data=bytes(mail), filename="mail.eml", at=WHEN).drafts
    submit(area, draft, area.amina)


def brought_in(area: Area) -> None:
    import_referrals(actor=area.commands, data=csv_file([row()]), filename="x", at=NOW)


def from_the_log(area: Area) -> None:
    import_caselog(actor=area.commands, data=log(past()), filename="log", at=NOW)


def by_a_system(area: Area) -> None:
    made = issue(area, "housing")
    assert send("POST", "/api/referrals", made.secret, body={"referrals": [REFERRAL]}).status_code == 201


def by_a_link(area: Area) -> None:
    client, token = Client(), link(area)
    fill(client, token)
    assert "The referral was sent" in text_of(client.post(outside("outside_check", token), follow=True))
    with acting_as(area.amina):
        draft = ReferralDraft.objects.get().id
    save_step(
        actor=area.amina, draft=draft, at=WHEN, answers={"agency": "Exampleshire Police", "referred_on": "20/11/2026"}
    )
    submit(area, draft, area.amina)


WAYS = (typed, on_paper, by_mail, brought_in, from_the_log, by_a_system, by_a_link)


@pytest.mark.parametrize("comes", WAYS, ids=lambda way: way.__name__)
def test_a_second_referral_of_the_same_family_is_held_however_it_comes(
    area: Area, comes: Callable[[Area], None]
) -> None:
    earlier(area, Description(names=(Name(given="Nadia", family="Invented"),)))
    before = referred(area)
    comes(area)
    (file,) = referred(area) - before
    assert not sees(area.bea, file) and held(area, file, area.bea)
    (one,) = held_for_in(area, area.amina)
    assert one.file_id == file and "Kept out of another case that may be about the same people" in one.why
    for other in (area.bea, area.eve, area.lena, area.grace, area.fay, area.pia):
        with acting_as(other):
            assert not Exclusion.objects.exists()
            assert not AuditEvent.objects.filter(type="conflict.held").exists()

"""What somebody wrote without a name gets an owner and an answer, in other words than theirs."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.kernel.refusals import Refusal
from openccr.voice.models import Contribution, Message
from openccr.voice.operations.contributions import change_consents, send
from openccr.voice.operations.messages import leave
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_voice import NOW, SECRET

pytestmark = pytest.mark.django_db


def test_what_was_written_without_a_name_goes_to_an_owner_in_other_words_and_is_never_quoted(area: Area) -> None:
    leave(area=area.code, words=SECRET)
    with acting_as(area.amina):
        message = reverse("voice.message", kwargs={"message": Message.objects.get().id})
    amina, grace = as_(area.amina), as_(area.grace)
    assert 'href="/voice/write/"' in text_of(amina.get(message))
    read_by_adviser = text_of(grace.get(message))
    assert "/voice/write/" not in read_by_adviser and "The coordinator reads it too" in read_by_adviser
    typed = {"channel": "anonymous", "words": "Somebody waits too long.", "themes": ["coordination"]}
    assert "in other words" in text_of(amina.post("/voice/write/", typed | {"consents": ["use", "quote"]}))
    assert amina.post("/voice/write/", typed | {"consents": ["use"]}).status_code == 302
    with acting_as(area.amina):
        one = Contribution.objects.get().id
    send(actor=area.amina, contribution=one, agency=area.bea.agency, at=NOW)
    assert "Somebody waits too long." in text_of(as_(area.bea).get("/voice/"))
    with pytest.raises(Refusal, match="other words"):
        change_consents(actor=area.amina, contribution=one, consents=["use", "quote"], at=NOW)
    assert "Anonymous message" not in text_of(as_(area.bea).get("/voice/pass-on/"))
    assert "in other words than yours" in text_of(Client().get(f"/your-say/{area.code}/write/"))

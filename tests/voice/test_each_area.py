"""What survivors are told was done stands on the page of the area that did it, and on no other's."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from openccr.voice.operations.contributions import answer, publish, send
from tests.conference.transfers import other_area
from tests.makers import Area
from tests.signing_in import as_, text_of
from tests.voice.test_voice import NOW, said


def told(area: Area, words: str) -> None:
    one = said(area)
    send(actor=area.amina, contribution=one, agency=area.bea.agency_id, at=NOW)
    answer(actor=area.bea, contribution=one, changed=True, words="Done.", at=NOW)
    publish(actor=area.amina, contribution=one, said="Ask us.", did=words, at=NOW)


def test_what_one_area_published_stands_on_no_other_areas_page(committed: Area) -> None:
    area, other = committed, other_area()
    told(area, "Ours alone.")
    told(other, "Theirs alone.")
    ours = text_of(Client().get(f"/you-said/{area.code.title()}/"))
    assert "Ours alone." in ours and "Theirs alone." not in ours
    theirs = text_of(Client().get(f"/you-said/{other.code}/"))
    assert "Theirs alone." in theirs and "Ours alone." not in theirs
    bare = text_of(Client().get("/you-said/"))
    assert "alone." not in bare
    assert f'href="/you-said/{area.code}/"' in bare and f'href="/you-said/{other.code}/"' in bare
    nowhere = Client().get("/you-said/nowhere/")
    assert nowhere.status_code == 404 and "Call 999" in text_of(nowhere)
    # Whoever looks at what is published from the staff's list sees their own area's.
    assert f'href="/you-said/{area.code}/"' in text_of(as_(area.lena).get(reverse("voice.list")))

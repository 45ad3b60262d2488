"""Getting a file: by a link that opens once, and only while a scanner says that it is clean."""

from __future__ import annotations

import logging
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from openccr.conference.operations.attachments import attach_to_referral
from openccr.documents import attaching, scanning, tickets
from openccr.documents.attaching import fetch_attachment
from openccr.kernel.refusals import NotFound, Refusal
from tests.conference.conferences import WHEN, listed
from tests.documents.attachables import PDF
from tests.documents.hostile import EICAR
from tests.makers import Area
from tests.signing_in import as_, sign_in

TODAY = datetime.now(UTC)
NOWHERE = "00000000-0000-4000-8000-000000000001"


@dataclass
class Clamd:
    """A scanner as clamd(8) speaks: its version with the day of its signatures, and what it finds in a stream."""

    made: str = f"{TODAY:%a %b %d %H:%M:%S %Y}"
    broken: bool = False
    asked: list[bytes] = field(default_factory=list)
    address: str = ""

    def answer(self, command: bytes, data: bytes) -> bytes:
        self.asked.append(command)
        if self.broken:
            return b"INSTREAM size limit exceeded. ERROR"
        if command == b"zVERSION":
            return f"ClamAV 1.4.6/27812/{self.made}".encode() if self.made else b"ClamAV 1.4.6"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK"


@pytest.fixture
def clamd(settings: object) -> Iterator[Clamd]:
    scanner = Clamd()

    class Line(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            command, data = b"", b""
            while (one := self.rfile.read(1)) != b"\0":
                command += one
            if command == b"zINSTREAM":
                while size := int.from_bytes(self.rfile.read(4), "big"):
                    data += self.rfile.read(size)
            self.wfile.write(scanner.answer(command, data) + b"\0")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Line) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.SCANNER = scanner.address = f"tcp://127.0.0.1:{server.server_address[1]}"  # type: ignore[attr-defined]
        yield scanner
        server.shutdown()


def test_a_clean_file_is_clean_and_the_test_file_is_named(clamd: Clamd) -> None:
    assert scanning.scan(PDF, at=TODAY) == ""
    assert scanning.scan(b"x" * 200_000 + EICAR, at=TODAY) == "Eicar-Test-Signature"
    assert clamd.asked == [b"zVERSION", b"zINSTREAM"] * 2


@pytest.mark.parametrize("days", [0, 1.9, 2.1, 40])
def test_old_signatures_pass_nothing(clamd: Clamd, days: float) -> None:
    """D26: from 48 hours on, every file is held back."""
    clamd.made = f"{TODAY - timedelta(days=days):%a %b %d %H:%M:%S %Y}"
    held = scanning.why_held(PDF, at=TODAY)
    assert (held is None) is (days < 2)
    assert held is None or "older than 48 hours" in str(held)


@pytest.mark.parametrize("fault", ["none set up", "not there", "no socket", "no signatures", "an error", "nonsense"])
def test_a_scanner_that_cannot_say_passes_nothing_and_tells_the_operator(
    clamd: Clamd, settings: object, caplog: pytest.LogCaptureFixture, fault: str
) -> None:
    if fault == "none set up":
        settings.SCANNER = ""  # type: ignore[attr-defined]
    elif fault == "not there":
        settings.SCANNER = "tcp://127.0.0.1:1"  # type: ignore[attr-defined]
    elif fault == "no socket":
        settings.SCANNER = "unix:/nowhere/clamd.ctl"  # type: ignore[attr-defined]
    elif fault == "no signatures":
        clamd.made = ""
    elif fault == "an error":
        clamd.broken = True
    else:
        clamd.made = "yesterday"
    with caplog.at_level(logging.WARNING):
        held = scanning.why_held(PDF, at=TODAY)
    assert held is not None and not isinstance(held, scanning.Harmful) and held.remedy
    assert "held back" in caplog.text


@pytest.mark.django_db
def test_a_file_attached_while_the_scanner_is_down_waits_and_comes_when_it_is_back(
    area: Area, clamd: Clamd, settings: object
) -> None:
    case = listed(area)
    settings.SCANNER = "tcp://127.0.0.1:1"  # type: ignore[attr-defined]
    parts = {"file_id": case.file, "referral_id": case.referral, "name": "form.pdf", "kind": "other", "at": WHEN}
    one = attach_to_referral(actor=area.pia, data=PDF, **parts)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="held back"):
        fetch_attachment(actor=area.bea, file=case.file, attachment=one)
    settings.SCANNER = clamd.address  # type: ignore[attr-defined]
    assert fetch_attachment(actor=area.bea, file=case.file, attachment=one).data
    with pytest.raises(Refusal, match="something harmful"):
        attach_to_referral(actor=area.pia, data=b"Dear all " + EICAR, **parts)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_nobody_fills_the_disk_in_a_day(area: Area, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "MOST_OF_A_DAY", len(PDF) + 10)
    case = listed(area)
    parts = {"file_id": case.file, "referral_id": case.referral, "name": "form.pdf", "kind": "other"}
    attach_to_referral(actor=area.pia, data=PDF, at=WHEN, **parts)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="tomorrow"):
        attach_to_referral(actor=area.pia, data=PDF, at=WHEN, **parts)  # type: ignore[arg-type]
    attach_to_referral(actor=area.pia, data=PDF, at=WHEN + timedelta(days=2), **parts)  # type: ignore[arg-type]


@pytest.mark.django_db
def test_a_link_to_a_file_opens_once_and_for_nobody_else(area: Area) -> None:
    """D27: what a browser keeps of it opens nothing."""
    case = listed(area)
    one = attach_to_referral(
        actor=area.pia, file_id=case.file, referral_id=case.referral, data=PDF, name="Nadia.pdf", kind="other", at=WHEN
    )
    bea, pia = Client(), Client()
    sign_in(bea, area.bea)
    sign_in(pia, area.pia)
    page = reverse("documents.attachment", args=[case.file, one])
    link = bea.get(page)["Location"]
    assert pia.get(link).status_code == 404  # and by trying it she has not used it up
    first, second = bea.get(link), bea.get(link)
    assert (first.status_code, second.status_code) == (200, 404)
    assert "Nadia" not in first["Content-Disposition"] and str(case.file) not in first["Content-Disposition"]
    assert bea.get(page)["Location"] != link


@pytest.mark.django_db
def test_whoever_is_not_on_the_case_gets_no_way_to_its_files_and_the_agency_that_referred_it_does(area: Area) -> None:
    case = listed(area, by="police", invited=("housing",))
    one = attach_to_referral(
        actor=area.pia, file_id=case.file, referral_id=case.referral, data=PDF, name="Nadia.pdf", kind="other", at=WHEN
    )
    page = reverse("documents.attachment", args=[case.file, one])
    nowhere = reverse("documents.attachment", args=[NOWHERE, one])
    own = listed(area, by="probation", invited=("housing",), given="Tove")
    theirs = attach_to_referral(
        actor=area.carl, file_id=own.file, referral_id=own.referral, data=PDF, name="x.pdf", kind="other", at=WHEN
    )
    carl = as_(area.carl)
    assert carl.get(page).status_code == carl.get(nowhere).status_code == 404
    assert carl.get(reverse("documents.attachment", args=[own.file, one])).status_code == 404  # by their own case
    assert carl.get(reverse("documents.attachment", args=[own.file, theirs])).status_code == 302
    assert [as_(actor).get(page).status_code for actor in (area.pia, area.bea)] == [302, 302]


def test_an_old_or_forged_link_opens_nothing(area_actor: object, monkeypatch: pytest.MonkeyPatch) -> None:
    actor = area_actor
    ticket = tickets.given(actor, "document", 1)  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        tickets.used(ticket[:-1] + ("A" if ticket[-1] != "A" else "B"), actor=actor)  # type: ignore[arg-type]
    monkeypatch.setattr(tickets, "SECONDS", -1)
    with pytest.raises(NotFound):
        tickets.used(ticket, actor=actor)  # type: ignore[arg-type]


@pytest.fixture
def area_actor() -> object:
    from uuid import uuid4

    from openccr.kernel.actors import Actor, ActorKind

    cache.clear()
    return Actor(kind=ActorKind.PERSON, user_id=uuid4(), appointment_id=uuid4(), name="Bea")

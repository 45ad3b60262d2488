"""What goes out to a person of a case passes the gate, and every message says nothing of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.urls import reverse

from openccr.access.acting import acting_as
from openccr.content import load
from openccr.kernel.refusals import Refusal
from openccr.notices.operations import SUBJECT, TEXT
from openccr.notices.writing import write_to_person
from openccr.people.models import ContactAttempt
from openccr.people.operations import Contact, Description, Name, add_person, mark_died, say_contact
from openccr.people.rules import PartKind
from openccr.site.environment import ROOT
from tests.makers import NOW, TODAY, Area, open_case
from tests.signing_in import as_
from tests.walls.sources import files

ADDRESS = "canary@invented.example"
CANARIES = (
    "Canary",
    "Row",
    "M-",
    "R.T.",
    "Exampleshire",
    "Harbour",
    "OpenCCR",
    "abuse",
    "http",
    "risk",
    "MARAC",
    "Marac",
)


@pytest.fixture
def area(committed: Area) -> Iterator[Area]:
    mail.outbox = []
    yield committed


def victim(area: Area, *, places: tuple[tuple[str, str], ...] = (("email", ADDRESS),)) -> tuple[object, object]:
    case = open_case(area)
    person = add_person(
        actor=area.amina, file_id=case, kind=PartKind.VICTIM, relationship="", source="x", on=TODAY,
        described=Description(names=(Name(given="Canary", family="Row"),), places=places, contact=Contact()),
    )  # fmt: skip
    return case, person


def safe(area: Area, case: object, person: object, channel: str = "email") -> None:
    say_contact(actor=area.grace, file=case, person=person, channel=channel, safe="yes", rule="", at=NOW)  # type: ignore[arg-type]


def test_nothing_is_written_to_whom_nobody_has_asked(area: Area) -> None:
    case, person = victim(area)
    safe(area, case, person, "phone")
    with pytest.raises(Refusal, match="Nobody has asked whether e-mails are safe"):
        write_to_person(actor=area.grace, file=case, person=person, at=NOW)  # type: ignore[arg-type]
    assert mail.outbox == []


def test_nothing_goes_to_an_address_that_is_written_down_of_the_person_who_harms_too(area: Area) -> None:
    """They shared it: he reads what comes there, and nobody has pressed that it is known to him."""
    case, person = victim(area)
    safe(area, case, person)
    add_person(
        actor=area.amina, file_id=case, kind=PartKind.HARMER, relationship="", source="x", on=TODAY,  # type: ignore[arg-type]
        described=Description(names=(Name(given="Ash", family="Row"),), places=(("email", ADDRESS.upper()),)),
    )  # fmt: skip
    with pytest.raises(Refusal, match="may know this place"):
        write_to_person(actor=area.grace, file=case, person=person, at=NOW)  # type: ignore[arg-type]
    assert mail.outbox == []


def test_where_it_is_safe_one_neutral_message_goes_to_one_address_and_is_written_down(area: Area) -> None:
    case, person = victim(area)
    safe(area, case, person)
    write_to_person(actor=area.grace, file=case, person=person, at=NOW)  # type: ignore[arg-type]
    (message,) = mail.outbox
    assert message.to == [ADDRESS] and not message.cc and not message.bcc
    whole = message.message().as_string().replace(f"To: {ADDRESS}", "")
    body = f"{message.subject}\n{message.body}"
    assert not [one for one in CANARIES if one in body], body
    assert str(case) not in whole and str(person) not in whole
    with acting_as(area.bea):
        assert ContactAttempt.objects.filter(person_id=person, channel="email").exists()


def test_nothing_is_written_to_the_dead(area: Area) -> None:
    case, person = victim(area)
    safe(area, case, person)
    mark_died(actor=area.grace, file=case, person=person, died_on=TODAY, source="Her sister rang", at=NOW)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="died"):
        write_to_person(actor=area.grace, file=case, person=person, at=NOW)  # type: ignore[arg-type]
    assert mail.outbox == []


def test_without_an_address_it_says_so(area: Area) -> None:
    case, person = victim(area, places=())
    safe(area, case, person)
    with pytest.raises(Refusal, match="No e-mail address"):
        write_to_person(actor=area.grace, file=case, person=person, at=NOW)  # type: ignore[arg-type]


def test_the_button_says_why_not(area: Area) -> None:
    case, person = victim(area)
    page = as_(area.grace).get(reverse("people.before_contact", kwargs={"file": case, "person": person}))
    assert "Nobody has asked whether e-mails are safe" in page.content.decode()
    answer = as_(area.grace).post(reverse("notices.write", kwargs={"file": case, "person": person}))
    assert answer.status_code in (403, 409, 422) and mail.outbox == []


@pytest.mark.parametrize(
    ("subject", "text"),
    [(SUBJECT, TEXT), (load().people.contact_message.subject, load().people.contact_message.text)],
    ids=["to an agency", "to a person of a case"],
)
def test_every_message_of_notices_is_neutral(subject: str, text: str) -> None:
    words = f"{subject}\n{text}"
    for never in ("risk", "abuse", "violence", "safety", "police", "marac", "case", "victim", "http", "@", "{", "%"):
        assert never not in words.lower(), never
    assert not re.search(r"\d", words)


def test_no_other_code_sends() -> None:
    """Whoever needs to send goes through `notices`; accounts' own mail goes to people who work here, never to hers."""
    sends = re.compile(
        r"^\s*(?:from (?:django\.core\.mail|smtplib|openccr\.accounts\.mail)[\w.]* import|import smtplib)"
        r"|send_mail\(|EmailMessage\(|EmailMultiAlternatives\(|mail_managers\(|urlopen\(",
        re.MULTILINE,
    )
    found = {
        str(path.relative_to(ROOT / "src" / "openccr"))
        for path in files("src", endings=(".py",))
        if sends.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {
        "accounts/mail.py",  # the door itself
        "audit/anchoring.py",  # hashes and a number, to the mailboxes that the installation itself names
        "accounts/operations.py",  # a password, a new device: to the account's own holder
        "partnership/operations.py",  # an invitation to work here
        "notices/sending.py",
    }, f"{found}: send through openccr.notices, which asks whether it is safe"


def test_only_writing_joins_an_address_that_was_sealed_to_the_door() -> None:
    joins = {
        path.name
        for path in files("src/openccr/notices", endings=(".py",))
        if "Whereabouts" in path.read_text(encoding="utf-8")
    }
    assert joins == {"writing.py"}
    assert "why_not_contact(" in (ROOT / "src/openccr/notices/writing.py").read_text(encoding="utf-8")

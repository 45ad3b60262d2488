"""Who meets which personal field, and where none may ever be: every page, call, paper and message, full of canaries."""

from __future__ import annotations

import base64
import html
import logging
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings as site
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.documents.kinds import paper_kinds
from openccr.documents.making import paper_of, ready
from openccr.documents.typesetting import docx_of, pdf_of
from openccr.kernel.refusals import Refusal
from openccr.notices.sending import post
from openccr.ui.calls import all_calls
from openccr.ui.registry import all_pages
from tests.makers import Area
from tests.signing_in import as_
from tests.walls.bad_input import undone
from tests.walls.canaries import TALLY, Kind, canaries_deep_in, canaries_in, token
from tests.walls.canary_watch import WATCH, planting
from tests.walls.canary_world import WHERE, Canaried, canaried, got, named, readable
from tests.walls.personal import personal_fields

ON_THE_CASE = ("amina", "bea", "grace", "pia", "fay")
NOT_ON_IT = ("carl", "dee", "eve", "lena")
MAY_MEET = {
    "amina": {Kind.NAME, Kind.WORDS, Kind.EXCLUSION},
    "bea": {Kind.NAME, Kind.WORDS},
    "pia": {Kind.NAME, Kind.WORDS},
    "fay": {Kind.NAME, Kind.WORDS},
    "grace": {Kind.NAME, Kind.WORDS, Kind.RECOURSE, Kind.ADVISER},
}
"""What each may find in the pages of a case they are on. Whereabouts: on the page that opens them, after a reason."""
PAPERS = {Kind.NAME, Kind.WORDS}
"""What a paper or a call from outside may hold: never whereabouts, recourse, an adviser's note or an exclusion."""


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: object) -> Iterator[Canaried]:
    """One world for the module."""
    with django_db_blocker.unblock(), canaried() as found:  # type: ignore[attr-defined]
        yield found


# --- the instrument itself ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        str, str.upper, lambda one: one[::-1], lambda one: one.encode().hex(), lambda one: one.encode().hex().upper(),
        lambda one: base64.b64encode(one.encode()).decode(), lambda one: base64.b64encode(b"x" + one.encode()).decode(),
        lambda one: base64.urlsafe_b64encode(b"xy" + one.encode()).decode(), quote, html.escape,
        lambda one: base64.b64encode(one.upper().encode()).decode(),
        lambda one: "".join(f"%{ord(letter):02X}" for letter in one),
        lambda one: "".join(f"&#{ord(letter)};" for letter in one),
        lambda one: one.encode("utf-16-le").decode("latin-1"),
    ],
)  # fmt: skip
def test_a_canary_is_found_however_it_is_written(written: object) -> None:
    assert canaries_in(f"before {written(token(Kind.NAME, 7))} after")  # type: ignore[operator]
    assert not canaries_in("before " + written("Nadia Invented") + " after")  # type: ignore[operator]


@pytest.mark.parametrize("place", ["a line of log", "an address", "a header", "a message", "a session"])
@pytest.mark.django_db
def test_a_leak_in_any_place_is_seen(place: str, area: Area, settings: object) -> None:
    """Planted on purpose: a watch that sees nothing must not pass for a house without leaks."""
    secret = token(Kind.WHEREABOUTS, 9)
    with planting() as found:
        if place == "a line of log":
            logging.getLogger("openccr.anything").warning("She lives at %s", secret)
        elif place == "an address":
            Client().get("/healthz", {"q": secret})
        elif place == "a header":
            Client().get(f"/{secret}/..//accounts/login")
        elif place == "a message":
            post("pia@police.example", subject=secret, text="You have an item.")
            mail.outbox.clear()
        else:
            client = Client()
            session = client.session
            session["seen"] = secret
            session.save()
    assert found and secret.casefold() in found[0].casefold()


@pytest.mark.django_db
def test_what_is_typed_into_every_box_alike_is_no_canary_and_what_is_sealed_otherwise_is(area: Area) -> None:
    """Else many examples of bad input fail on their own values: typed as a place, and by the next form as a name."""
    with planting() as found:
        with undone():
            WATCH.learn("javascript:alert(17)")
        logging.getLogger("openccr.anything").warning("Typed was javascript:alert(17)")
        assert not WATCH.taken()
        WATCH.learn("17 Planted Row, Nowhere")
        logging.getLogger("openccr.anything").warning("She lives at 17 planted row, nowhere")
    assert len(found) == 1 and "17 planted row" in found[0]


# --- every page as every person ----------------------------------------------------------------------------------


@pytest.mark.parametrize("persona", ON_THE_CASE)
def test_on_the_case_nobody_meets_more_than_their_part(planted: Canaried, persona: str) -> None:
    """C2, T16: her recourse only at her adviser's, an exclusion only at the coordinator's, whereabouts nowhere."""
    client = as_(planted.world.area.actors[persona])
    met = set()
    for page in filter(readable, all_pages()):
        answer = got(client, planted.world.address(page))
        hits = canaries_deep_in(answer.content)
        met |= {hit.kind for hit in hits}
        wrong = [hit for hit in hits if hit.kind not in MAY_MEET[persona]]
        assert not wrong, f"{persona} meets at {page.name}: {named(wrong, planted)}"  # type: ignore[arg-type]
    assert MAY_MEET[persona] - {Kind.EXCLUSION, Kind.RECOURSE, Kind.ADVISER} <= met, "the canaries are not shown at all"


@pytest.mark.parametrize("persona", NOT_ON_IT)
def test_off_the_case_nobody_meets_a_word_of_it(planted: Canaried, persona: str) -> None:
    """T1, T12: another agency, nobody's, kept out, lead without the case: not a letter in any page, header or file."""
    client = as_(planted.world.area.actors[persona])
    for page in filter(readable, all_pages()):
        answer = got(client, planted.world.address(page))
        hits = canaries_deep_in(answer.content)
        assert not hits, f"{persona} meets at {page.name}: {named(hits, planted)}"  # type: ignore[arg-type]


@pytest.mark.parametrize(("persona", "opens"), [("bea", True), ("grace", True), ("carl", False), ("eve", False)])
def test_whereabouts_are_met_on_one_page_after_a_reason(planted: Canaried, persona: str, opens: bool) -> None:
    client = as_(planted.world.area.actors[persona])
    address = reverse("people.whereabouts", args=[planted.world.ids["file"], planted.person])
    assert not canaries_in(client.get(address).content) or opens
    answer = client.post(address, {"reason": "To change the locks today"})
    kinds = {hit.kind for hit in canaries_in(answer.content)}
    assert (Kind.WHEREABOUTS in kinds) is opens and Kind.RECOURSE not in kinds


def test_a_systems_calls_hold_nothing_sealed(planted: Canaried) -> None:
    """T13: whereabouts, recourse and an adviser's note leave by no call."""
    for call in all_calls():
        hits = canaries_deep_in(planted.systems.make(call, planted.systems.right.secret).content)
        wrong = [hit for hit in hits if hit.kind not in PAPERS]
        assert not wrong, f"{call.method} {call.path}: {named(wrong, planted)}"  # type: ignore[arg-type]


def test_a_paper_for_whomever_holds_nothing_sealed(planted: Canaried) -> None:
    """INC-WAKEFIELD: every kind of paper, for every recipient, in the bytes of the final PDF and Word file."""
    area, made = planted.world.area, set()
    for key, kind in paper_kinds().items():
        about = planted.world.ids[kind.about]
        with acting_as(area.amina):
            for recipient in kind.recipients(actor=area.amina, about=about):
                parts = {"kind": key, "about": about, "agency_id": recipient.agency_id}
                try:
                    now = ready(actor=area.amina, today=timezone.localdate(), **parts)
                except Refusal:
                    continue  # there is nothing in it for them
                paper = paper_of(area.amina, now, at=timezone.now())
                for data in (pdf_of(paper), docx_of(paper)):
                    wrong = [hit for hit in canaries_deep_in(data) if hit.kind not in PAPERS]
                    assert not wrong, f"{key} for {recipient.words}: {named(wrong, planted)}"
                made.add(key)
    assert len(made) >= 3, f"only {sorted(made)} could be made"


# --- where none may ever be --------------------------------------------------------------------------------------


NOWHERE = (
    "procrastinate_jobs", "procrastinate_events", "accounts_session", "audit_auditevent", "audit_auditseal",
    "notices_notice", "jobs_work", "ui_receipt", "mfa_authenticator", "partnership_invitation",
)  # fmt: skip
"""Tables in which no personal field of a case stands in any form."""


def dumped(table: str, alias: str) -> bytes:
    """Every row of a table as text, with its bytes as they are."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f'SELECT t::text FROM "{table}" t')
        rows = [row[0] for row in cursor.fetchall()]
    return "\n".join(rows).encode()


def test_queue_sessions_log_and_receipts_hold_no_personal_field(planted: Canaried) -> None:
    """D9: ids only, in whichever form somebody wrote it."""
    with as_walls() as owner:
        there = set(connections[owner].introspection.table_names())
        for table in NOWHERE:
            if table in there:
                hits = canaries_in(dumped(table, owner))
                assert not hits, f"{table}: {named(hits, planted)}"  # type: ignore[arg-type]


def test_no_table_tells_whoever_reads_the_database_where_she_is(planted: Canaried) -> None:
    """T8, T10, INC-CHARNWOOD: whereabouts, recourse and adviser's notes are in no row of any table."""
    with as_walls() as owner:
        for table in connections[owner].introspection.table_names():
            found = [
                hit
                for hit in canaries_in(dumped(table, owner))
                if hit.form != "plain" or hit.kind in (Kind.WHEREABOUTS, Kind.RECOURSE, Kind.ADVISER)
            ]
            assert not found, f"{table}: {named(found, planted)}"  # type: ignore[arg-type]


def test_no_file_on_the_disk_can_be_read_without_the_key(planted: Canaried) -> None:
    """T9, T10: uploads, papers and refused rows lie sealed; nothing of a case is beside them."""
    folder = Path(site.DATA)
    searched = 0
    for path in folder.rglob("*"):
        if path.is_file() and "postgres" not in path.parts and path.stat().st_size < 50_000_000:
            hits = canaries_deep_in(path.read_bytes())
            searched += 1
            assert not hits, f"{path.relative_to(folder)}: {named(hits, planted)}"  # type: ignore[arg-type]
    assert searched


def test_the_databases_own_log_holds_no_personal_field(planted: Canaried) -> None:
    for path in Path(site.DATA).rglob("*.log"):
        hits = canaries_in(path.read_bytes())
        assert not hits, f"{path.name}: {named(hits, planted)}"  # type: ignore[arg-type]


def test_a_crash_shows_nothing_but_a_reference(planted: Canaried) -> None:
    """D37: neither the page nor the log of an error holds what was at hand when it happened."""

    def falls(request: object, actor: object, **parts: object) -> None:
        raise RuntimeError(len(f"She lives at {WHERE}"))

    page = next(one for one in all_pages() if one.name == "conference.case")
    client = Client(raise_request_exception=False)
    client.cookies = as_(planted.world.area.bea).cookies
    view = page.view
    object.__setattr__(page, "view", falls)  # frozen, and read at each request
    try:
        answer = client.get(planted.world.address(page))
    finally:
        object.__setattr__(page, "view", view)
    assert answer.status_code == 500 and not canaries_in(answer.content)
    assert b"Traceback" not in answer.content and b"RuntimeError" not in answer.content


def test_every_personal_field_has_rows_or_is_named(planted: Canaried) -> None:
    """The world has a row for most personal fields; those it cannot have yet are known."""
    every = {f"{model._meta.label}.{field.name}" for model, field, _ in personal_fields()}
    there = {one.field for one in planted.where.values()}
    assert len(there) >= 30, sorted(every - there)
    assert TALLY.places and TALLY.tokens > len(there)

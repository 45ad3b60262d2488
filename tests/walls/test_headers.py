"""C10: what every answer tells the browser, as a strict observer would score it; nothing from anywhere else."""

from __future__ import annotations

import re

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings

from openccr.site.environment import ROOT
from openccr.ui.registry import all_pages
from tests.makers import Area
from tests.signing_in import as_
from tests.walls.sources import files
from tests.walls.world import World

pytestmark = pytest.mark.django_db

WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}
INLINE = re.compile(rb"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)|<base\b", re.IGNORECASE)
DATA_BLOCK = re.compile(rb"<script[^>]*type=\"application/(ld\+)?json\".*?</script>", re.DOTALL | re.IGNORECASE)
"""JSON that a script of ours reads, which no browser runs."""
ELSEWHERE = re.compile(
    rb"(?:src|href|action|srcset|poster|data|formaction)=[\"'](?:https?:)?//([^/\"']+)", re.IGNORECASE
)
LINKS_OUT = re.compile(rb"<a\b[^>]*>", re.IGNORECASE)
"""A link that a person presses is no request of the page's."""


@pytest.fixture(scope="module")
def answers(standing_world: World, django_db_blocker: object) -> list[tuple[str, HttpResponse]]:
    """Every page as the coordinator and as nobody, and what is not there. Asked once for all the tests that look."""
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True), transaction.atomic():
        client, found = as_(standing_world.area.amina), []
        for page in all_pages():
            if "GET" in page.methods:
                found.append((page.name, (Client() if page.public else client).get(standing_world.address(page))))
        found += [("nothing", Client().get("/no-such-page")), ("sign-in", Client().get("/accounts/login/"))]
        transaction.set_rollback(True)
    return found


def policy(answer: HttpResponse) -> dict[str, list[str]]:
    """The content security policy, by directive."""
    parts = [one.split() for one in answer.headers["Content-Security-Policy"].split(";") if one.strip()]
    return {name: values for name, *values in parts}


def test_every_answer_carries_the_headers_that_a_strict_browser_wants(answers: list[tuple[str, HttpResponse]]) -> None:
    """T15. Scored as the published observatories do: policy without unsafe, framing, sniffing, referrer, cookies."""
    for name, answer in answers:
        for header, value in WANTED.items():
            assert answer.headers.get(header) == value, f"{name}: {header} is {answer.headers.get(header)}"
        assert "no-store" in answer.headers["Cache-Control"] or answer.status_code == 302, name
        said = policy(answer)
        if "sandbox" in said:  # a file handed over: it may do nothing at all
            continue
        assert said["default-src"] == said["frame-ancestors"] == said["base-uri"] == ["'none'"], name
        every = {value for values in said.values() for value in values}
        assert every <= {"'none'", "'self'"}, f"{name} allows {every - {chr(39) + 'none' + chr(39)}}"
        # No program is named: the server would put itself there.
        assert answer.headers["Server"] == "OpenCCR" and "X-Powered-By" not in answer.headers
        # Open Referral asks that any site may read what is public; nothing else is.
        assert ("Access-Control-Allow-Origin" in answer.headers) is name.startswith("directory.feed"), name
        for cookie in answer.cookies.values():
            assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["domain"], name


def test_no_page_has_anything_inline(answers: list[tuple[str, HttpResponse]]) -> None:
    for name, answer in answers:
        if "html" in answer.headers.get("Content-Type", ""):
            found = INLINE.search(DATA_BLOCK.sub(b"", answer.content))
            assert not found, f"{name}: {answer.content[max(0, found.start() - 60) : found.end() + 60]!r}"


def test_nothing_is_loaded_from_anywhere_else(answers: list[tuple[str, HttpResponse]]) -> None:
    """T14, T15: no page, style, script or picture makes a request to another host."""
    for name, answer in answers:
        if "html" in answer.headers.get("Content-Type", ""):
            assert not ELSEWHERE.search(LINKS_OUT.sub(b"", answer.content)), name
    static = [one for one in (ROOT / "src/openccr/ui/static").rglob("*") if one.suffix in (".css", ".js")]
    assert static
    for path in (*static, *files("src", endings=(".html", ".scss"))):
        text = path.read_bytes()
        assert not re.search(rb"url\([\"']?(?:https?:)?//|@import\s+[\"'](?:https?:)?//|fetch\([\"']https?:", text), (
            path.name
        )


def test_no_script_keeps_anything_of_a_case_in_the_browser() -> None:
    """T3: neither local storage nor a database of the browser; what is typed is kept on the server, sealed."""
    for path in files("src/openccr/ui/assets/js", endings=(".js",)):
        text = path.read_text(encoding="utf-8")
        for word in (
            "localStorage",
            "indexedDB",
            "document.cookie",
            "eval(",
            "innerHTML",
            "new Function",
        ):
            assert word not in text, f"{path.name} uses {word}"


def test_every_page_offers_to_sign_out(answers: list[tuple[str, HttpResponse]]) -> None:
    for name, answer in answers:
        if answer.content and "html" in answer.headers["Content-Type"] and getattr(answer.wsgi_request, "actor", None):
            # But on the page that is a paper, to be printed.
            assert b"/accounts/logout/" in answer.content or b"occr-paper-page" in answer.content, name


def test_passwords_are_masked_and_may_be_pasted(area: Area) -> None:
    page = Client().get("/accounts/login/").content.decode()
    fields = re.findall(r"<input[^>]*name=\"password\"[^>]*>", page)
    assert fields and all('type="password"' in one and "current-password" in one for one in fields)
    for path in files("src/openccr/ui/assets/js", endings=(".js",)):
        assert "onpaste" not in path.read_text(encoding="utf-8") and "'paste'" not in path.read_text(encoding="utf-8")

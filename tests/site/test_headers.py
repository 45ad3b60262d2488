"""Headers that every answer carries, and pages of the handbook made from the code."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from openccr.site import reference
from openccr.site.middleware import ALWAYS
from tests.makers import Area


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/no-such-page", "/healthz"])
def test_every_answer_is_kept_by_nobody_and_found_by_no_search_engine(area: Area, address: str) -> None:
    headers = Client().get(address).headers
    assert ALWAYS.items() <= dict(headers).items()
    assert "no-store" in headers["Cache-Control"]
    assert (headers["X-Frame-Options"], headers["Referrer-Policy"]) == ("DENY", "same-origin")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Server"] == "OpenCCR", "not the name of the program that serves it"
    assert "unsafe" not in headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/sign-in/agency/%00/", "/sign-in/agency/x%00/back/", "/invitation/%00/", "/api/%00", "/fetch/%00/"]
)
def test_an_address_with_a_null_in_it_is_not_there(area: Area, address: str) -> None:
    assert Client(raise_request_exception=False).get(address).status_code == 404


def test_no_other_site_reads_the_files_that_pages_load() -> None:
    answer = Client().get("/static/ui/openccr.js")
    assert answer.status_code == 200 and "Access-Control-Allow-Origin" not in answer.headers


def test_a_reference_page_that_fell_behind_the_code_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reference, "FOLDER", tmp_path)
    call_command("docs")
    call_command("docs", "--check")
    (tmp_path / "walls.md").write_text("by hand")
    (tmp_path / "pages.md").unlink()
    with pytest.raises(CommandError, match=r"Stale: .*pages\.md.*walls\.md"):
        call_command("docs", "--check")

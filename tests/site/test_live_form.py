"""The live form, as it is for real: its settings in a process of their own, and what its answers carry."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from openccr.site.environment import ROOT

HOST, PROXY_SAW = "ccr.council.example", "203.0.113.7"
ASK = f"""
import json, django
django.setup()
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import Client, RequestFactory
from allauth.account.adapter import get_adapter

def told(request):
    get_token(request)
    request.session["x"] = 1
    return HttpResponse()

settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # none collected
settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"  # no database here: only the cookie counts
made = RequestFactory(HTTP_HOST={HOST!r}, HTTP_X_FORWARDED_PROTO="https")
cookies = SessionMiddleware(CsrfViewMiddleware(told))(made.get("/")).cookies
client = Client(HTTP_HOST={HOST!r}, raise_request_exception=False)
secure = client.get("/healthz", HTTP_X_FORWARDED_PROTO="https")
plain = client.get("/healthz")
other = client.get("/healthz", HTTP_HOST="evil.example", HTTP_X_FORWARDED_PROTO="https")
forged = RequestFactory().get("/", HTTP_X_FORWARDED_FOR="198.51.100.9, {PROXY_SAW}", REMOTE_ADDR="127.0.0.1")
bare = RequestFactory().get("/", HTTP_X_REAL_IP="198.51.100.9", HTTP_X_FORWARDED_FOR={PROXY_SAW!r})
print(json.dumps({{
    "cookies": {{name: dict(one) for name, one in cookies.items()}}, "secure": dict(secure.headers),
    "plain": plain.status_code, "other": other.status_code,
    "who": [get_adapter().get_client_ip(forged), get_adapter().get_client_ip(bare)],
    "mail": [settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL], "hashers": settings.PASSWORD_HASHERS,
    "debug": settings.DEBUG, "address": settings.ADDRESS,
}}))
"""


def live(folder: Path, *, mail: str) -> dict[str, Any]:
    """What the live form says of itself, asked in a process that knows nothing of the tests."""
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "openccr.site.settings",
        "OPENCCR_MODE": "live", "OPENCCR_DATA": str(folder), "OPENCCR_HOSTS": HOST, "OPENCCR_MAIL_URL": mail,
        "OPENCCR_MAIL_FROM": "no-reply@council.example",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return live(tmp_path_factory.mktemp("live"), mail="smtp://who:word@mail.council.example")


def test_every_cookie_is_secure_of_this_host_alone_and_closed_to_scripts(told: dict[str, Any]) -> None:
    assert len(told["cookies"]) == 2
    for name, cookie in told["cookies"].items():
        assert name.startswith("__Host-"), name
        assert cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax", name
        assert cookie["path"] == "/" and not cookie["domain"], name


def test_browsers_are_told_to_come_by_tls_for_two_years(told: dict[str, Any]) -> None:
    assert told["secure"]["Strict-Transport-Security"].startswith("max-age=63072000")
    assert told["address"] == f"https://{HOST}"


def test_nothing_but_the_proxy_redirects_to_tls_so_a_secret_sent_in_the_clear_is_noticed(told: dict[str, Any]) -> None:
    assert told["plain"] not in (301, 302, 307, 308)


def test_another_host_is_answered_nothing(told: dict[str, Any]) -> None:
    assert told["other"] == 400


def test_whoever_asks_is_whom_the_proxy_saw_whatever_they_write_into_the_headers(told: dict[str, Any]) -> None:
    assert told["who"] == [PROXY_SAW, PROXY_SAW]


def test_passwords_are_hashed_by_scrypt_and_nothing_is_shown_of_a_fault(told: dict[str, Any]) -> None:
    assert [one.rpartition(".")[2] for one in told["hashers"]] == ["ScryptPasswordHasher"]
    assert told["debug"] is False


def test_mail_goes_out_by_tls_either_way(told: dict[str, Any], tmp_path: Path) -> None:
    assert told["mail"] == [True, False]
    assert live(tmp_path, mail="smtps://who:word@mail.council.example")["mail"] == [False, True]

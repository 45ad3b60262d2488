"""Input nobody should send: hostile values for any field, forms filled with them, and bytes that are hardly HTTP.

The forms come from the registry of pages and from what each page shows, so that none can be forgotten.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.template import Context
from django.test import Client
from hypothesis import strategies as st

from openccr.ui.registry import Page, all_pages
from tests.walls.canary_watch import WATCH

EXAMPLES = int(os.environ.get("BAD_INPUT_EXAMPLES", "1"))
"""Of each form, call and importer. The measurement asks for many; a test run for few."""
TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x15\x08",
    "\u202egnp.exe",
    "\ufeff",
    "\ud7ff\ue000",
    "é\u0301" * 40,
    "𝔘𝔫𝔦",
    "x" * 5_000,
    "\r\nSet-Cookie: x=1",
    "' OR '1'='1",
    "'; DROP TABLE people_person; --",
    "\\",
    "%",
    "%s%n%d",
    "_%_",
    "${7*7}",
    "{{7*7}}",
    "{% load x %}",
    "<script>alert(1)</script>",
    '"><img src=x onerror=x>',
    "javascript:alert(1)",
    "=cmd|'/c calc'!A0",
    "../../etc/passwd",
    "0",
    "-1",
    "1e999",
    "NaN",
    "Infinity",
    "9" * 400,
    "0x1F",
    "1_000",
    "１２",
    "٣",
    "true",
    "null",
    "None",
    "[]",
    "{}",
    "0001-01-01",
    "9999-12-31",
    "31/02/2026",
    "1/1/0",
    "99/99/9999",
    "2026-13-40T25:61:61Z",
    "24:00",
    "-0:01",
    "12:60",
    "00000000-0000-0000-0000-000000000000",
    "not-a-uuid",
    "a@b",
    "a@" + "b" * 300 + ".example",
    "07700 900000 ext x",
)
"""Values that break something somewhere."""
LONE = "\ud800"
"""Half a letter: cannot be written as UTF-8, and so not sent by a form; JSON can."""


@dataclass
class Count:
    """What was sent and what came back."""

    sent: int = 0
    by_status: dict[int, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    def note(self, what: str, answer: HttpResponse) -> None:
        """One answer; anything from 500 up, or with a trace of our code in it, is broken."""
        self.sent += 1
        self.by_status[answer.status_code] = self.by_status.get(answer.status_code, 0) + 1
        if answer.status_code >= 500 or b"Traceback (most recent call last)" in answer.content:
            self.broken.append(f"{what}: {answer.status_code}")


COUNTS: dict[str, Count] = {}


def count(kind: str) -> Count:
    """The count of one kind of input."""
    return COUNTS.setdefault(kind, Count())


def report() -> None:
    """Write the counts where the measurement reads them."""
    if place := os.environ.get("BAD_INPUT_REPORT"):
        said = {
            name: {"sent": one.sent, "broken": one.broken, "by_status": one.by_status} for name, one in COUNTS.items()
        }
        Path(place).write_text(json.dumps(said), encoding="utf-8")


def texts() -> st.SearchStrategy[str]:
    """Any text at all, the nasty ones often."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
    return st.one_of(st.sampled_from(TEXTS), st.sampled_from(TEXTS), anything)


def uploads() -> st.SearchStrategy[SimpleUploadedFile]:
    """Files of any bytes, beginning as something that is read."""
    heads = st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"a,b\n", b"From: x\n"]
    )
    return st.builds(
        lambda head, rest, name: SimpleUploadedFile(name or "x", head + rest),
        heads, st.binary(max_size=300),
        st.sampled_from(["x.csv", "x.xlsx", "x.docx", "\u202ex.pdf", "a" * 200, "../x"]),
    )  # fmt: skip


def values(one: forms.Field) -> st.SearchStrategy[Any]:
    """What is sent for a field: often what it offers, so that the rest of the form is reached; else anything."""
    if isinstance(one, forms.FileField):
        return st.one_of(uploads(), texts())
    offered = [str(key) for key, _ in getattr(one, "choices", ()) if not isinstance(_, list | tuple)][:40]
    if offered:
        return st.one_of(st.sampled_from(offered), st.sampled_from(offered), texts(), st.lists(texts(), max_size=3))
    if isinstance(one, forms.DateField):
        days = st.dates().map(lambda day: f"{day.day}/{day.month}/{day.year}")
        return st.one_of(days, texts())
    if isinstance(one, forms.BooleanField):
        return st.one_of(st.sampled_from(["on", ""]), texts())
    if isinstance(one, forms.IntegerField):
        return st.one_of(st.integers().map(str), st.integers(0, 30).map(str), texts())
    return texts()


def filled(form: forms.BaseForm) -> st.SearchStrategy[dict[str, Any]]:
    """A form sent with some fields left out, some wrong, and some nobody asked for."""
    known = {form.add_prefix(name): values(one) for name, one in form.fields.items()}
    for name, one in form.fields.items():
        if isinstance(one, forms.DateField):  # asked for in three boxes
            known |= {f"{form.add_prefix(name)}_{part}": texts() for part in ("day", "month", "year", "0", "1", "2")}
    strangers = st.dictionaries(
        st.sampled_from(["once", "file", "actor", "id", "pk", "__proto__", "save", "later"]), texts()
    )
    return st.builds(lambda said, more: said | more, st.fixed_dictionaries({}, optional=known), strangers)


def forms_of(page: Page, client: Client, address: str) -> Iterator[forms.BaseForm]:
    """The forms that a page shows to whoever it is; those of a page that does not are met by another persona."""
    yield from (one for one in given(client.get(address)) if isinstance(one, forms.BaseForm))


def given(answer: Any) -> Iterator[object]:
    """What the templates of a page were given, where it is shown at all."""
    context = getattr(answer, "context", None)
    if answer.status_code != 200 or context is None:
        return
    # Of a page whose parts were drawn by themselves there are several.
    for layer in (context,) if isinstance(context, Context) else context:
        yield from layer.flatten().values()


def asking() -> list[Page]:
    """Every page that takes a form."""
    return [page for page in all_pages() if not page.public and "POST" in page.methods]


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside is undone: the next form meets the same world.

    One nasty text is typed into every box of every form, a place among them: no canary is made of it.
    """
    point = transaction.savepoint()
    try:
        with WATCH.learning_nothing():
            yield
    finally:
        transaction.savepoint_rollback(point)


def sendable(said: Mapping[str, Any]) -> dict[str, Any]:
    """A form as a browser could send it: Django's own client stumbles over None and lone halves of letters."""
    return {name: value for name, value in said.items() if value is not None}


RAW = (
    b"",
    b"\r\n\r\n",
    b"GET\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00",
    b"GET /%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /static/..%2f..%2fsecrets HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"CONNECT x:1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"QUERY / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: \x00\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: openccr=" + b"A" * 9_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: openccr=\xff\x00; =; ;;\r\n\r\n",
    b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /?" + b"a=1&" * 5_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X-%d: x\r\n" % n for n in range(300)) + b"\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\nx",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n\r\n",
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: multipart/form-data; boundary=\r\nContent-Length: 4\r\n\r\nxxxx",
    b"POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: text/plain; charset=nonsense\r\nContent-Length: 1\r\n\r\nx",
    b"POST /api/referrals HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/json\r\nContent-Length: 20000\r\n\r\n" + b"[" * 20_000,
    b"GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \xff\xfe\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept-Language: " + b"a-" * 4_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nIf-Modified-Since: Thu, 99 Foo 99999\r\nRange: bytes=-1-9\r\n\r\n",
    b"HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
)
"""Bytes that a socket may bring."""

"""What is said once after something was done: to whom it was said, and not by the browser."""

from __future__ import annotations

from django.contrib.messages import get_messages
from django.contrib.messages.api import success
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse

from openccr.ui.told import Told

WORDS = "RT is finished."


class _Somebody:
    def __init__(self, *, signed_in: bool) -> None:
        self.is_authenticated = signed_in


def _request(*, signed_in: bool = True, session: SessionStore | None = None, cookie: str = "") -> HttpRequest:
    request = HttpRequest()
    request.session = session if session is not None else SessionStore()
    request.user = _Somebody(signed_in=signed_in)  # type: ignore[assignment]
    if cookie:
        request.COOKIES["messages"] = cookie
    request._messages = Told(request)  # type: ignore[attr-defined]
    return request


def _answer(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse()
    request._messages.update(answer)  # type: ignore[attr-defined]
    return answer


def test_it_waits_in_the_session_and_no_cookie_holds_it() -> None:
    session = SessionStore()
    request = _request(session=session)
    success(request, WORDS)
    assert not _answer(request).cookies
    after = _request(session=session)
    assert [str(one) for one in get_messages(after)] == [WORDS]
    assert not _answer(after).cookies
    assert [str(one) for one in get_messages(_request(session=session))] == []


def test_whoever_signs_in_next_on_that_computer_is_not_told_it() -> None:
    request = _request()
    success(request, WORDS)
    answer = _answer(request)
    kept = answer.cookies["messages"].value if "messages" in answer.cookies else ""
    assert [str(one) for one in get_messages(_request(cookie=kept))] == []


def test_to_whoever_is_not_signed_in_it_goes_by_the_cookie_and_leaves_it_once_shown() -> None:
    request = _request(signed_in=False)
    success(request, "You have signed out.")
    kept = _answer(request).cookies["messages"].value
    assert not request.session.modified
    shown = _request(cookie=kept)
    assert [str(one) for one in get_messages(shown)] == ["You have signed out."]
    assert _answer(shown).cookies["messages"].value == ""

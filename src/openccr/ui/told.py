"""Where "It is saved" waits until the next page shows it."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponse


class Told(BaseStorage):
    """With the sealed session of whoever is signed in: it may name somebody, and ends with the session.

    In a cookie, Django's own first choice, whoever signs in next on that computer would be told it. Nobody's session is
    begun for it: what is said to whoever is not signed in goes by the cookie.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self._cookie: Any = CookieStorage(request)
        self._session: Any = SessionStorage(request)

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        places = [self._cookie, self._session] if self.request.user.is_authenticated else [self._cookie]
        return [one for place in places for one in place._get()[0] or ()], True

    def _store(self, messages: list[Any], response: HttpResponse, *args: Any, **kwargs: Any) -> list[Any]:
        if not self.request.user.is_authenticated:
            return list(self._cookie._store(messages, response))
        if CookieStorage.cookie_name in self.request.COOKIES:
            self._cookie._store([], response)
        self._session._store(messages, response)
        return []

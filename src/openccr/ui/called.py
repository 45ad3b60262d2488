"""How every call is served: who, may they, once for each key, in one transaction, hidden and missing answered alike.

The walls are those of the pages: the client's token is minted as a person's is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from ninja.errors import HttpError, Throttled
from ninja.responses import Status
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from openccr.access.acting import acting_as
from openccr.access.may import why_not
from openccr.access.sealing import token
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.once import showing
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.again import again_if_it_fails
from openccr.ui.calls import Call, NotTaken
from openccr.ui.evenly import wait_for_step
from openccr.ui.models import GivenAnswer
from openccr.ui.who import door

MOST_BYTES = 1_000_000
"""How much one call may send: a hundred referrals with long words are a third of it."""
KEY_HEADER = "Idempotency-Key"
LONGEST_KEY = 100
CALLS_A_MINUTE = "120/m"
WRONG_A_MINUTE = "30/m"

NO_CLIENT = "No client in force has this secret. Send it as “Authorization: Bearer …”; your agency's lead issues it."


class KeyClash(Refusal):
    """The key was used before, for something else, or is being used at this moment."""


class _Rate(SimpleRateThrottle):
    """So many in a minute for each identity that the caller is told apart by."""

    def __init__(self, name: str, rate: str, identity: Callable[[HttpRequest], str]) -> None:
        super().__init__(rate)
        self._name, self._identity = name, identity

    def get_cache_key(self, request: HttpRequest) -> str:
        return f"api-{self._name}-{self._identity(request)}"


def _address(request: HttpRequest) -> str:
    return door().address(request)


def _client(request: HttpRequest) -> str:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return str(actor.appointment_id)


class Secret(HttpBearer):
    """The client's secret in the Authorization header."""

    openapi_description = "The secret of your agency's client."

    def __call__(self, request: HttpRequest) -> Any:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise HttpError(413, f"More than {MOST_BYTES:,} bytes were sent at once. Send fewer.")
        found = super().__call__(request)
        if found is None and not _Rate("wrong", WRONG_A_MINUTE, _address).allow_request(request):
            raise Throttled(60)
        return found

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return door().client(token)


THROTTLE = _Rate("client", CALLS_A_MINUTE, _client)


def served(call: Call) -> Callable[..., Any]:
    """The call's view, wrapped; its signature is the view's own, since the description is made from it."""

    @wraps(call.view)
    def view(request: HttpRequest, **given: Any) -> Status:
        actor: Actor = request.auth  # type: ignore[attr-defined]
        ids = [value for value in given.values() if isinstance(value, UUID)]
        refusal = why_not(actor, call.may)
        if refusal is not None:
            return Status(403, {"error": refusal.sentence, "remedy": refusal.remedy})
        began = time.monotonic()
        with acting_as(actor):
            try:
                return again_if_it_fails(
                    lambda: _answered(call, request, actor, given), request, answers=(Refusal, NotTaken, HttpError)
                )
            except (NotFound, ObjectDoesNotExist):
                record("access.nothing_there", subjects=ids)
        wait_for_step(began)
        return Status(404, {"error": str(NotFound())})

    return view


@transaction.atomic
def _answered(call: Call, request: HttpRequest, actor: Actor, given: dict[str, Any]) -> Status:
    if not call.writes:
        with showing():
            return Status(call.status, call.view(request, **given))
    key = request.headers.get(KEY_HEADER, "")
    if not key or len(key) > LONGEST_KEY or not key.isprintable():
        raise Refusal(
            f"The header {KEY_HEADER} is missing or too long.",
            remedy="Give each thing you send a key of its own, and the same key when you send it again.",
            field=KEY_HEADER,
        )
    asked = token(f"{request.method} {request.path}\n{request.body.hex()}", purpose="api call")
    before = GivenAnswer.objects.filter(appointment_id=actor.appointment, key=key).first()
    if before is not None:
        return _again(before, asked)
    # Written before the call is made: of two with the same key at once, the second waits here and then finds the first.
    row = GivenAnswer(appointment_id=actor.appointment, key=key, asked=asked)
    try:
        with transaction.atomic():
            GivenAnswer.objects.bulk_create([row])
    except IntegrityError:
        raise KeyClash(
            "This key was sent twice at once.", remedy="Send it again in a moment.", field=KEY_HEADER
        ) from None
    answer = call.answer.model_validate(call.view(request, **given)).model_dump(mode="json")
    GivenAnswer.objects.filter(pk=row.pk).update(status=call.status, answer=answer)
    return Status(call.status, answer)


def _again(before: GivenAnswer, asked: str) -> Status:
    if before.asked != asked or before.status is None:
        raise KeyClash(
            "This key came with something else before.", remedy="Use a new key for something new.", field=KEY_HEADER
        )
    return Status(before.status, before.answer)

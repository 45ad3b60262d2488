"""The HTTP API under `/api/`: every declared call in one description (OpenAPI 3.1), every fault in one form."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from openccr.kernel.days import for_systems
from openccr.kernel.refusals import NotFound, Refusal
from openccr.ui.called import KEY_HEADER, NO_CLIENT, THROTTLE, KeyClash, Secret, served
from openccr.ui.calls import FieldError, NotTaken, Problem, all_calls

DESCRIPTION = (
    "What an agency's own system may send to its partnership and ask of it. A client sees what its agency sees, and"
    " nothing lists cases. Whether somebody has recourse to public funds, or anything about immigration, is never sent"
    " here. Every day is written as 2026-03-02 (ISO 8601), in sentences too."
)
_KEY = {
    "name": KEY_HEADER,
    "in": "header",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
    "description": "Yours, one for each thing you send. Sent again with the same body it gets the same answer.",
}
_NAMED = re.compile("[a-z][a-z0-9_]*")
_NO_FIELD = {"body", "path", "query", "header", "str", "int", "float", "bool", "list", "dict", "none"}
"""What a fault's place holds beside names of fields: where it was sent, and which of several types was tried."""


def _made() -> NinjaAPI:
    api = NinjaAPI(
        title="OpenCCR",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        openapi_url=None,
        auth=Secret(),
        throttle=THROTTLE,
        urls_namespace="api",
    )
    for call in all_calls():
        api.default_router.add_api_operation(
            f"/{call.path}",
            [call.method],
            served(call),
            response={call.status: call.answer, **dict.fromkeys(call.statuses, Problem)},
            summary=call.title,
            url_name=call.name,
            operation_id=f"{call.name.replace('.', '_')}_{call.method.lower()}",
            openapi_extra={"parameters": [_KEY]} if call.writes else None,
        )
    for kind, handler in _FAULTS.items():
        api.add_exception_handler(kind, handler)
    return api


def _problem(status: int, error: str, *, remedy: str = "", fields: list[FieldError] | None = None) -> HttpResponse:
    told = Problem(error=error, remedy=remedy, fields=fields or [])
    return JsonResponse(told.model_dump(mode="json"), status=status)


def _refused(request: HttpRequest, why: Refusal) -> HttpResponse:
    error, remedy = for_systems(why.sentence), for_systems(why.remedy)
    fields = [FieldError(field=why.field, problem=error, remedy=remedy)] if why.field else []
    return _problem(409 if isinstance(why, KeyClash) else 422, error, remedy=remedy, fields=fields)


def _not_taken(request: HttpRequest, why: NotTaken) -> HttpResponse:
    return _problem(422, "Nothing was taken: some fields have faults.", fields=why.fields)


def _malformed(request: HttpRequest, why: ValidationError) -> HttpResponse:
    # A value of several possible types fails once for each; our own sentence about it says more than the others.
    faults = sorted(why.errors, key=lambda one: one.get("type") != "value_error")
    fields: dict[tuple[str, int | None], FieldError] = {}
    for one in map(_field, faults):
        fields.setdefault((one.field, one.row), one)
    return _problem(422, "This is not what the call takes.", fields=list(fields.values()))


def _field(fault: dict[str, Any]) -> FieldError:
    where = fault.get("loc", ())
    rows = [part for part in where if isinstance(part, int)]
    names = [part for part in where if isinstance(part, str) and _NAMED.fullmatch(part) and part not in _NO_FIELD]
    remedy = "Look at the description of this call." if not names else f"Look at {names[-1]} in the description."
    return FieldError(
        field=names[-1] if names else "",
        row=rows[0] + 1 if rows else None,
        problem=str(fault.get("msg", "")).removeprefix("Value error, "),
        remedy=remedy,
    )


def _stopped(request: HttpRequest, why: HttpError) -> HttpResponse:
    if isinstance(why, AuthenticationError):
        answer = _problem(401, NO_CLIENT)
        answer["WWW-Authenticate"] = "Bearer"  # RFC 9110, 11.6.1
        return answer
    if isinstance(why, Throttled):
        answer = _problem(429, "Too many calls in a minute.", remedy="Wait a minute and send it again.")
        answer["Retry-After"] = "60"
        return answer
    remedy = "Send JSON, in UTF-8, as the description of the call says." if why.status_code == 400 else ""
    return _problem(why.status_code, str(why), remedy=remedy)


_FAULTS: dict[type[Exception], Any] = {
    Refusal: _refused,
    NotFound: lambda request, why: _problem(404, str(why)),
    NotTaken: _not_taken,
    ValidationError: _malformed,
    HttpError: _stopped,
}

api = _made()


def description(request: HttpRequest) -> HttpResponse:
    """The description, for anybody: it names no agency and nobody."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


def urlpatterns() -> list[URLPattern]:
    """The addresses of every call, and of the description."""
    return [
        path("api/openapi.json", description, name="api.description"),
        *(
            path(f"api/{one.pattern}", one.callback, name=one.name)
            for one in api.urls[0]
            # Not its front page, which would lead to a page that loads scripts from elsewhere.
            if isinstance(one, URLPattern) and one.callback is not None and one.name != "api-root"
        ),
    ]

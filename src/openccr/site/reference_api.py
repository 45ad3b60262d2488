"""The reference page of the HTTP API, made from the declared calls."""

from __future__ import annotations

from collections.abc import Iterator

from openccr.access.may import permissions
from openccr.kernel.actors import Actor, ActorKind
from openccr.partnership.rules import Role, Scope
from openccr.site.http_api import DESCRIPTION
from openccr.ui.called import CALLS_A_MINUTE, KEY_HEADER, MOST_BYTES
from openccr.ui.calls import Call, all_calls

STATUSES = {
    400: "what was sent is not JSON",
    401: "no client in force has this secret",
    403: "the client was not given this scope",
    404: "there is nothing here that your agency can see: hidden and missing are one answer",
    409: "the key was used before for something else, or twice at once",
    413: "too much was sent at once",
    422: "what was sent has faults; each names field, row and remedy, and nothing was taken",
    429: "too many calls in a minute; wait a minute",
}
"""Every status of a call that is not answered, in words."""

EXAMPLE = """```sh
curl https://ccr.example/api/referrals \\
  --header "Authorization: Bearer $OPENCCR_SECRET" \\
  --header "Idempotency-Key: case-4711-referral" \\
  --json '{"referrals": [{
    "referral_ref": "4711",
    "referred_on": "2026-03-02",
    "criteria": ["VHR"],
    "dash_score": 16,
    "victim_given_name": "Nadia",
    "victim_family_name": "Invented",
    "victim_aware": true,
    "reason": "What happened, in your words."}]}'
```"""


def api_page() -> Iterator[str]:
    """The lines of docs/reference/api.md."""
    yield "# The HTTP API\n"
    yield "For whoever puts an agency's own system (case records, a referral form) to work with OpenCCR. The agency's"
    yield "lead issues a client for it and hands over its secret: [how](../how-to/agency-lead.md).\n"
    yield f"{DESCRIPTION}\n"
    yield "The whole description, OpenAPI 3.1, is at `/api/openapi.json`. A referral's fields are those of a file that"
    yield "is brought in ([Import a spreadsheet](../how-to/import-a-spreadsheet.md)) and are read by the same rules;"
    yield "dates are written as 2026-03-02. Several are taken together, or none is.\n"
    yield EXAMPLE
    yield "\n## Calls\n\n| call | what it does | scope |\n|---|---|---|"
    for call in all_calls():
        yield f"| `{call.method} /api/{_plain(call)}` | {call.title} | {_scope(call)} |"
    yield f"\nEvery call that changes something carries `{KEY_HEADER}`: yours, one for each thing you send. Sent again"
    yield "with the same body it gets the same answer and acts once: a system that lost the answer sends it again."
    yield f"A client makes {CALLS_A_MINUTE.removesuffix('/m')} calls a minute and sends {MOST_BYTES:,} bytes at once.\n"
    yield "## When a call is not answered\n\n| status | why |\n|---|---|"
    for status, words in STATUSES.items():
        yield f"| {status} | {words} |"
    yield '\nThe body says `{"error": …, "remedy": …, "fields": [{"field", "row", "problem", "remedy"}]}`.\n'
    yield "## What stands in the audit\n"
    yield "Each act and each read, under the client's name and its agency, as for a person. An agency that is kept out"
    yield "of a case is kept out of it here too."


def _plain(call: Call) -> str:
    return call.path.replace("uuid:", "")


def _scope(call: Call) -> str:
    return ", ".join(f"`{scope}`" for scope in Scope if permissions()[call.may](_with(scope)) is None)


def _with(scope: Scope) -> Actor:
    return Actor(kind=ActorKind.CLIENT, user_id=None, role=Role.CLIENT, scopes=frozenset({scope}))

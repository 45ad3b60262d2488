"""The demonstration's seven people, each one click away. They exist where the invented area has been made."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openccr.accounts.models import User
from openccr.accounts.operations import record_own
from openccr.kernel.refusals import NotFound

DOMAIN = "demo.example"


@dataclass(frozen=True)
class Persona:
    """One of the seven: the field's value in the sign-in form, and who that is."""

    key: str
    role: str | Promise
    sees: str | Promise

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


PERSONAS = (
    Persona("coordinator", _("MARAC coordinator"), _("Every case of the area, its meetings and its figures.")),
    Persona("on_case", _("Agency representative, on the case"), _("The cases that their agency was asked about.")),
    Persona("off_case", _("Agency representative, not on the case"), _("Their own agency's referrals only.")),
    Persona("outsider", _("Signed in, with no agency"), _("Nothing: an account alone opens nothing.")),
    Persona("excluded", _("Knows somebody in a case"), _("Their agency's cases, but not the one kept from them.")),
    Persona("chair", _("Chair of the meeting"), _("The cases of the meetings they chair.")),
    Persona("idva", _("IDVA"), _("The cases their service supports, with what only an adviser reads.")),
)


@dataclass(frozen=True)
class Shown:
    """A persona with the name the invented area gave them; `there` is False before it was made."""

    persona: Persona
    name: str
    there: bool


def shown() -> list[Shown]:
    """The seven as the sign-in page lists them."""
    emails = [persona.email for persona in PERSONAS]
    names = dict(User.objects.filter(email__in=emails, is_active=True).values_list("email", "name"))
    return [Shown(persona, names.get(persona.email, ""), persona.email in names) for persona in PERSONAS]


def sign_in(request: HttpRequest, *, key: str) -> None:
    """Sign the request in as that persona. Raises NotFound when there is none of that key, or no such account."""
    persona = next((each for each in PERSONAS if each.key == key), None)
    user = User.objects.filter(email=persona.email, is_active=True).first() if persona else None
    if user is None:
        raise NotFound
    get_adapter().login(request, user)
    UserSession.objects.create_from_request(request)
    record_own(user=user, type="account.signed_in")

"""The demonstration's people, each one click away. They exist where the invented area has been made."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import User
from openccr.accounts.operations import record_own
from openccr.kernel.refusals import NotFound

DOMAIN = "demo.example"


@dataclass(frozen=True)
class Persona:
    """Somebody to be: the field's value in the sign-in form, who that is, and how the account is called."""

    key: str
    role: str | Promise
    sees: str | Promise
    account: str = ""

    @property
    def email(self) -> str:
        return f"{self.account or self.key}@{DOMAIN}"


PERSONAS = (
    Persona("coordinator", _("MARAC coordinator"), _("Every case of the area, its meetings and its figures.")),
    Persona("on_case", _("Agency representative, on the case"), _("The cases that their agency was asked about.")),
    Persona("off_case", _("Agency representative, not on the case"), _("Their own agency's referrals only.")),
    Persona("outsider", _("Signed in, with no agency"), _("Nothing: an account alone opens nothing.")),
    Persona("excluded", _("Knows somebody in a case"), _("Their agency's cases, but not the one kept from them.")),
    Persona("chair", _("Chair of the meeting"), _("The cases of the meetings they chair.")),
    Persona("idva", _("IDVA"), _("The cases their service supports, with what only an adviser reads.")),
)
"""The seven."""

FURTHER = (
    Persona(
        "second_coordinator",
        _("Deputy coordinator"),
        _("What takes two: letting somebody back in."),
        "coordinator-2",
    ),
    Persona("lead", _("Agency lead (accounts)"), _("Their agency's people and roles, and no case."), "lead-housing"),
    Persona("analyst", _("Analyst"), _("Figures, and no case.")),
    Persona(
        "service_manager",
        _("Service manager"),
        _("Their service's entries, contracts and answers, and no case."),
        "lead-idva_service",
    ),
    Persona(
        "panel_worker",
        _("Survivors' panel worker"),
        _("What the panel says, what became of it, and its payments; no case."),
    ),
    Persona("officer", _("Data protection officer"), _("Requests for one's own data, and who signed for linking.")),
)
"""Whoever else the area has that somebody may want to be."""

EVERYBODY = (*PERSONAS, *FURTHER)


@dataclass(frozen=True)
class Shown:
    """A persona with the name the invented area gave them; `there` is False before it was made."""

    persona: Persona
    name: str
    there: bool


def shown() -> list[Shown]:
    """The people as the sign-in page lists them, the seven first."""
    emails = [persona.email for persona in EVERYBODY]
    with at_sign_in():
        names = dict(User.objects.filter(email__in=emails, is_active=True).values_list("email", "name"))
    return [Shown(persona, names.get(persona.email, ""), persona.email in names) for persona in EVERYBODY]


def sign_in(request: HttpRequest, *, key: str) -> None:
    """Sign the request in as that persona. Raises NotFound when there is none of that key, or no such account."""
    persona = next((each for each in EVERYBODY if each.key == key), None)
    with at_sign_in():
        user = User.objects.filter(email=persona.email, is_active=True).first() if persona else None
        if user is None:
            raise NotFound
        get_adapter().login(request, user)
    record_own(user=user, type="account.signed_in")

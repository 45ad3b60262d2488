"""Forms of agencies, appointments and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openccr.partnership.rules import MOST_CODES, Scope
from openccr.ui.fields import CodeField, DayMonthYearField

NEW_PASSWORD = {"autocomplete": "new-password"}


class Invite(forms.Form):
    """Whom to invite, to what, from when until when."""

    email = forms.EmailField(
        label=_("Work e-mail address"),
        help_text=_("Their own, not one that a team shares."),
        error_messages={"required": _("Enter their work e-mail address")},
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, error_messages={"required": _("Choose a role")})
    post = forms.CharField(label=_("Job title"), max_length=120, required=False)
    unit = forms.CharField(label=_("Team or unit"), max_length=80, required=False)
    from_on = DayMonthYearField(label=_("First day"))
    until_on = DayMonthYearField(
        label=_("Last day"), help_text=_("A year from the first day at most. It can be renewed.")
    )

    def __init__(self, *args: Any, roles: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class Dates(forms.Form):
    """From when until when."""

    from_on = DayMonthYearField(label=_("First day"))
    until_on = DayMonthYearField(label=_("Last day"), help_text=_("A year from today at most. It can be renewed."))


class Sure(forms.Form):
    """Nothing to fill in: the button is the answer."""


class AgencyName(forms.Form):
    """What an agency is called."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As people in the meeting call it."),
        error_messages={"required": _("Enter the agency's name")},
    )


class AddAgency(AgencyName):
    """A new agency of the partnership."""

    kind = forms.ChoiceField(label=_("Kind of agency"), error_messages={"required": _("Choose a kind")})
    organisation = forms.CharField(
        label=_("Organisation it belongs to"),
        max_length=120,
        required=False,
        help_text=_("Only when that goes by another name."),
    )

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *kinds]  # type: ignore[attr-defined]


class ChoosePassword(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
        help_text=_("At least 12 characters. Three words that do not belong together are good."),
        error_messages={"required": _("Choose a password")},
    )
    again = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
        error_messages={"required": _("Type the password a second time")},
    )

    def clean(self) -> dict[str, Any]:
        """The password alone, once both are the same."""
        cleaned = super().clean() or {}
        again = cleaned.pop("again", None)
        if "password" in cleaned and again is not None and cleaned["password"] != again:
            self.add_error("again", _("The two are not the same. Type the password again."))
        return cleaned


class OpenAccount(ChoosePassword):
    """A first account: the name colleagues will see, and a password."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As colleagues know you."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Enter your name")},
    )
    field_order = ("name", "password", "again")


class IssueClient(forms.Form):
    """An agency's system: its name, what it may do, from when until when."""

    name = forms.CharField(
        label=_("System"),
        max_length=80,
        help_text=_("The one that will use it, such as: case records."),
        error_messages={"required": _("Name the system that will use it")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(one.value, one.label) for one in Scope],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only what it needs. It reaches the cases that your agency reaches, and no others."),
        error_messages={"required": _("Choose at least one")},
    )
    from_on = DayMonthYearField(label=_("First day"))
    until_on = DayMonthYearField(label=_("Last day"), help_text=_("A year from the first day at most."))


class PrintCodes(forms.Form):
    """How many one-time codes, and for which day."""

    count = forms.IntegerField(
        label=_("How many codes"),
        min_value=1,
        max_value=MOST_CODES,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-3"}),
        help_text=_("One for each time they sign in on that day."),
        error_messages={"required": _("Say how many")},
    )
    good_until = DayMonthYearField(label=_("Day of the meeting"), help_text=_("They stop working when it is over."))


class SetUpSignIn(forms.Form):
    """An agency's own sign-in, as its identity provider names things."""

    name = forms.CharField(
        label=_("What people call it"),
        max_length=80,
        help_text=_("Such as: Willowmere staff account."),
        error_messages={"required": _("Say what people call it")},
    )
    issuer = forms.URLField(
        label=_("Issuer"),
        assume_scheme="https",
        help_text=_("The address of the identity provider, exactly as it states it itself."),
        error_messages={"required": _("Enter the issuer's address")},
    )
    client_id = CodeField(label=_("Client ID"), max_length=200, error_messages={"required": _("Enter the client ID")})
    secret = forms.CharField(
        label=_("Client secret"),
        strip=True,
        max_length=500,
        widget=forms.PasswordInput({"autocomplete": "off"}),
        help_text=_("Sealed at once, and never shown again."),
        error_messages={"required": _("Enter the client secret")},
    )
    domains = forms.CharField(
        label=_("Domains of your work e-mail addresses"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line, without @."),
        error_messages={"required": _("Enter at least one domain")},
    )
    vouches = forms.BooleanField(
        label=_("It asks everybody for a second factor and says so"),
        required=False,
        help_text=_("Then OpenCCR does not ask for its own when it says that it did."),
    )


class WorkAddress(forms.Form):
    """The address by whose domain an agency's own sign-in is found. It is not kept."""

    email = forms.EmailField(
        label=_("Work e-mail address"),
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
        error_messages={"required": _("Enter your work e-mail address")},
    )


class Women(forms.Form):
    """How many women aged 16 and over live in the area."""

    women = forms.IntegerField(
        label=_("Women aged 16 and over living in the area"),
        min_value=1,
        max_value=20_000_000,
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-10"}),
        error_messages={"required": _("Enter the number"), "invalid": _("Enter a whole number, such as 92000")},
    )
    year = forms.IntegerField(
        label=_("Year of the estimate"),
        widget=forms.TextInput({"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages={"required": _("Enter the year"), "invalid": _("Enter a year, such as 2024")},
    )
    source = forms.CharField(
        label=_("Where it is from"),
        max_length=200,
        help_text=_("Such as: Office for National Statistics, mid-year population estimates."),
        error_messages={"required": _("Say where the number is from")},
    )


class LeaversFile(forms.Form):
    """A list of people who have left."""

    file = forms.FileField(
        label=_("List of people who have left"),
        help_text=_(
            "CSV or XLSX with a column headed E-mail, as personnel systems give it. Nothing changes before you have"
            " seen whose roles would end."
        ),
        error_messages={"required": _("Choose a file")},
    )


class JoinersFile(Invite):
    """A list of people who have joined, and the role that they are invited to."""

    email = None  # type: ignore[assignment]
    post = None  # type: ignore[assignment]
    unit = None  # type: ignore[assignment]
    file = forms.FileField(
        label=_("List of people who have joined"),
        help_text=_(
            "CSV or XLSX with a column headed E-mail, as personnel systems give it. Nobody is invited before you have"
            " seen whom."
        ),
        error_messages={"required": _("Choose a file")},
    )
    field_order = ("file", "role", "from_on", "until_on")

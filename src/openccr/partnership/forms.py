"""Forms of agencies, appointments and invitations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from openccr.ui.fields import DayMonthYearField

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


class AddAgency(forms.Form):
    """A new agency of the partnership."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        help_text=_("As people in the meeting call it."),
        error_messages={"required": _("Enter the agency's name")},
    )
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

"""Forms about what is known of a person: names, dates of birth, numbers, ties, and whether two are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from openccr.people.rules import PartKind
from openccr.ui.fields import DayMonthYearField

SOURCE_HELP = "For example: herself, a passport, the police."


def _source() -> forms.CharField:
    return forms.CharField(label="Who says so?", help_text=SOURCE_HELP, max_length=120)


class NameForm(forms.Form):
    """Another name of somebody."""

    given = forms.CharField(label="Given name", max_length=120, required=False)
    family = forms.CharField(label="Family name", max_length=120, required=False)
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[("name", "A name of theirs"), ("alias", "A name they are also called by")],
        widget=forms.RadioSelect,
        help_text="A new name that nobody may learn is written down as whereabouts, sealed.",
    )
    from_on = DayMonthYearField(label="From when was it used?", required=False)
    until_on = DayMonthYearField(label="Until when?", required=False)
    source = _source()


class BirthForm(forms.Form):
    """Another date of birth."""

    born_on = DayMonthYearField(label="Date of birth")
    source = _source()
    in_use = forms.BooleanField(
        label="This is the right one: count ages from it",
        help_text="The one before is kept, with today as its last day.",
        required=False,
    )


class NumberForm(forms.Form):
    """A number by which somebody is known."""

    kind = forms.ChoiceField(label="Which number is it?")
    number = forms.CharField(label="The number", help_text="Sealed as you save it.", max_length=60)
    source = _source()

    def __init__(self, *args: Any, kinds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose one"), *kinds]  # type: ignore[attr-defined]


class TieForm(forms.Form):
    """Who is what to whom."""

    kind = forms.ChoiceField(label="This person is the")
    other = forms.ChoiceField(label="of", help_text="Somebody of this case.")
    since_on = DayMonthYearField(label="Since when?", required=False, help_text="Leave it empty if it is not known.")
    until_on = DayMonthYearField(label="Until when?", required=False, help_text="Leave it empty if it still is so.")
    source = _source()

    def __init__(self, *args: Any, ties: Mapping[str, str], others: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose one"), *ties.items()]  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", "Choose one"), *others]  # type: ignore[attr-defined]


class EndTieForm(forms.Form):
    """Until when somebody was something to somebody."""

    until_on = DayMonthYearField(label="Until when?")
    source = _source()


class SecondForm(forms.Form):
    """Whether the second person agrees."""

    agrees = forms.ChoiceField(
        label="Are they one person?",
        choices=[("yes", "Yes: put the two records together"), ("no", "No: they are two people")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="How do you know?",
        help_text="Needed where you say no. No address: it is kept with the case.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
        required=False,
    )


class SecondApartForm(forms.Form):
    """Whether the second person agrees that two were put together wrongly."""

    agrees = forms.ChoiceField(
        label="Are they two people?",
        choices=[("yes", "Yes: take the two records apart"), ("no", "No: they stay one person")],
        widget=forms.RadioSelect,
    )


class ApartForm(forms.Form):
    """Why two records are taken apart."""

    reason = forms.CharField(
        label="How do you know that they are two people?",
        help_text="It is kept with the case, with your name and the time.",
        widget=forms.Textarea({"rows": 3}),
        max_length=300,
    )


class PutInForm(forms.Form):
    """Somebody who became known after the case was referred."""

    part = forms.ChoiceField(
        label="What is their part?",
        choices=[(one.value, one.label) for one in PartKind if one is not PartKind.VICTIM],
        widget=forms.RadioSelect,
        help_text="“Person who harms” is what somebody says until a court has said so.",
    )
    relationship = forms.ChoiceField(label="What are they to the victim?", required=False)
    given = forms.CharField(label="Given name", max_length=120, required=False)
    family = forms.CharField(label="Family name", max_length=120, required=False)
    born_on = DayMonthYearField(label="Date of birth", required=False)
    expected = forms.BooleanField(
        label="A baby is due, on the day below", help_text="Then a name is not needed.", required=False
    )
    sex = forms.ChoiceField(label="Sex", required=False)
    source = _source()
    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {
        "part": {PartKind.HARMER.value: ["relationship"], PartKind.CHILD.value: ["expected"]}
    }

    def __init__(
        self, *args: Any, relationships: Sequence[tuple[str, str]], sexes: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("relationship", relationships), ("sex", sexes)):
            self.fields[name].choices = [("", "Not known"), *offered]  # type: ignore[attr-defined]

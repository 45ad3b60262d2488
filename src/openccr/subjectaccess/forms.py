"""Forms of subject access."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.subjectaccess.rules.bundles import Way
from openccr.subjectaccess.rules.deciding import Outcome
from openccr.subjectaccess.rules.requests import Capacity
from openccr.ui.fields import DayMonthYearField

HOW = (("letter", "By letter"), ("email", "By e-mail"), ("spoken", "In person or by telephone"), ("other", "Otherwise"))


def _words(label: str, *, help_text: str = "", required: bool = True, most: int = 300) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=most, widget=forms.Textarea({"rows": 3})
    )


class IntakeForm(forms.Form):
    """A request as it came."""

    received_on = DayMonthYearField(label="When did it come?")
    how = forms.ChoiceField(label="How did it come?", choices=HOW, widget=forms.RadioSelect)
    asker_name = forms.CharField(label="Who asks?", help_text="The name as it was given.", max_length=120)
    capacity = forms.TypedChoiceField(
        label="For whom?",
        coerce=Capacity,
        choices=[(one.value, one.label) for one in Capacity],
        widget=forms.RadioSelect,
    )
    about_name = forms.CharField(
        label="Whose data are asked for?", max_length=120, required=False,
        help_text="The child, or whom they speak for. Leave it empty when they ask for their own.",
    )  # fmt: skip
    wants = _words("What do they ask for, in their words?", required=False, most=2000)


class IdentifyForm(forms.Form):
    """How it was checked who asks."""

    how = _words("How was it checked who asks?", help_text="What was seen, by whom. Ask for no more than is needed.")
    authority = _words(
        "Which authority was seen?", required=False,
        help_text="When they ask for somebody else: the signed authority, the order, or parental responsibility.",
    )  # fmt: skip


class PersonForm(forms.Form):
    """Whose record it is, and who asks."""

    subject_id = forms.TypedChoiceField(
        label="Whose record is it?", coerce=UUID, widget=forms.RadioSelect,
        error_messages={"required": "Choose the person, or answer that we neither confirm nor deny."},
    )  # fmt: skip
    asker_id = forms.TypedChoiceField(
        label="Has whoever asks a part in a case themselves?", coerce=UUID, empty_value=None, required=False,
        widget=forms.RadioSelect, help_text="Look well: a parent who harms asks “for the child”.",
    )  # fmt: skip

    def __init__(
        self, *args: Any, subjects: Sequence[tuple[str, str]], askers: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subject_id"].choices = subjects  # type: ignore[attr-defined]
        if not subjects:
            self.fields["subject_id"].help_text = (
                "Nobody of this name is in a case that you see. Look at how it is spelt; then answer that we neither "
                "confirm nor deny, in the words that everybody gets."
            )
        self.fields["asker_id"].choices = [("", "No, or it is the same person"), *askers]  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """A reason."""

    why = _words("Why?")


class SentencesForm(forms.Form):
    """Which of the shown sentences are decided as proposed: each that is let go by its own tick.

    One tick keeps back every sentence shown for that; what came onto the page since it was shown is not among them.
    """

    passages = forms.TypedMultipleChoiceField(
        label="Decide these as proposed", coerce=UUID, widget=forms.CheckboxSelectMultiple, required=False
    )
    all_kept = forms.BooleanField(label="Keep back all that are proposed to be kept back here", required=False)
    shown_kept = forms.TypedMultipleChoiceField(coerce=UUID, widget=forms.MultipleHiddenInput, required=False)

    def __init__(
        self, *args: Any, sentences: Sequence[tuple[str, str]], kept: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passages"].choices = sentences  # type: ignore[attr-defined]
        self.fields["shown_kept"].choices = kept  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kept = given.pop("shown_kept", ()) if given.pop("all_kept", False) else ()
        given.pop("shown_kept", None)
        chosen = list(dict.fromkeys((*given.get("passages", ()), *kept)))
        if not chosen and not self.errors:
            self.add_error("passages", "Choose at least one sentence.")
        return {"passages": chosen}


class DecideForm(forms.Form):
    """What becomes of one sentence."""

    outcome = forms.TypedChoiceField(
        label="What becomes of it?", coerce=Outcome, choices=[(one.value, one.label) for one in Outcome],
        widget=forms.RadioSelect,
    )  # fmt: skip
    kept = _words(
        "What is let go", help_text="Take words out. Nothing may be put in or moved.", required=False, most=4000
    )
    exemption = forms.ChoiceField(label="By which exemption is it kept back?", required=False, widget=forms.RadioSelect)
    reason = _words("Why?", required=False, help_text="What the exemption asks for, about this sentence.")

    reveals = {"outcome": {"part": ["kept"]}}

    def __init__(
        self, *args: Any, exemptions: Sequence[tuple[str, str]], hints: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exemption"]
        field.choices = exemptions  # type: ignore[attr-defined]
        field.choice_hints = hints  # type: ignore[attr-defined]


class LookForm(forms.Form):
    """Whether another person agrees."""

    agreed = forms.TypedChoiceField(
        label="May it be handed over?", coerce=lambda value: value == "yes", widget=forms.RadioSelect,
        choices=[("yes", "Yes: I have read it whole"), ("no", "No: it has to be made again")],
    )  # fmt: skip
    words = _words("What is wrong with it?", required=False)

    reveals = {"agreed": {"no": ["words"]}}


class HandOverForm(forms.Form):
    """Who collected it."""

    way = forms.TypedChoiceField(
        label="How was it collected?", coerce=Way, choices=[(one.value, one.label) for one in Way],
        widget=forms.RadioSelect, help_text="It is never posted and never sent by e-mail.",
    )  # fmt: skip
    collected_by = forms.CharField(label="Who collected it?", max_length=120)
    identity_seen = _words("How did you see who they are?")

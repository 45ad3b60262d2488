"""Forms of transfers to and from other areas."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from openccr.conference.forms.choices import Choices, choose_from
from openccr.conference.rules.transfers import NO_IDVA, Section
from openccr.sharing.forms.law import LawForm
from openccr.ui.fields import CodeField

PAPER = "paper"
"""Among the areas to choose from: one without OpenCCR."""
_YES_NO = [("yes", "Yes"), ("no", "No")]


def _words(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=2000, required=required, widget=forms.Textarea({"rows": 3})
    )


def _yes(label: str, help_text: str = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label, help_text=help_text, choices=_YES_NO, coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )  # fmt: skip


class ProposeForm(forms.Form):
    """The guidance's questions before anything goes."""

    to = forms.ChoiceField(label="To which area?", widget=forms.RadioSelect)
    on_paper = forms.CharField(
        label="Its name", required=False, max_length=120,
        help_text="Of the area. You get a PDF to send by secure mail to its coordinator alone.",
    )  # fmt: skip
    reveals: ClassVar[dict[str, dict[str, list[str]]]] = {"to": {PAPER: ["on_paper"]}}
    already_heard = _yes("Has this case been heard here?")
    agenda_out = _yes("Is an agenda out that lists it?")
    reason = _words("Why does it go there?", "Such as: the victim moves there for good. Never where to.")

    def __init__(self, *args: Any, areas: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "to", areas)

    def clean(self) -> dict[str, Any]:
        """An area to which it goes on paper is named."""
        given = super().clean() or {}
        if given.get("to") == PAPER and not given.get("on_paper", "").strip():
            self.add_error("on_paper", "Name the area.")
        return given


class ContentsForm(forms.Form):
    """What goes along beside the people and the referral."""

    sections = forms.MultipleChoiceField(
        label="What goes along?",
        help_text="Who is in the case, why it was referred, what the victim wants and the no-go list always go. Where "
        "anybody lives, how the victim can be reached, and anything of money or immigration never do.",
        choices=[(one.value, one.label) for one in Section],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agencies_agreed = forms.TypedMultipleChoiceField(
        label="Which agencies have said that what they told may go?",
        help_text="Ask each one. What was given as not for the minutes never goes.",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    orders = _words(
        "Court orders and conditions in force", "Which, of which court, until when. No addresses.", required=False
    )
    handover = _words(
        "Handover from IDVA to IDVA", "Who spoke to whom and when; or why it comes later. How to reach the victim is "
        "told there, not here."
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Choices, advised: bool, **kwargs: Any) -> None:
        """`advised`: an IDVA is named on the case, so that there is something to hand over."""
        super().__init__(*args, **kwargs)
        if not advised:
            self.fields["handover"].required = False
            self.fields["handover"].help_text = (
                f"{NO_IDVA} If somebody else knows the victim and spoke to the other area, say who. How to reach the "
                "victim is told there, not here."
            )
        if agencies:
            choose_from(self, "agencies_agreed", agencies)
        else:
            del self.fields["agencies_agreed"]

    def clean(self) -> dict[str, Any]:
        return {"agencies_agreed": [], **(super().clean() or {})}


class SendForm(LawForm):
    """The law it goes by, and that somebody has read what goes."""

    no_new_address = forms.BooleanField(
        label="I have read what goes. Nothing in it says where the victim or the children live now.",
    )
    override_reason = _words("If this area stands on the no-go list: why is it told all the same?", required=False)


class AnswerForm(forms.Form):
    """What another installation's coordinator said."""

    move = forms.ChoiceField(
        label="What did they say?",
        choices=[("acknowledge", "They have it"), ("list", "They listed it"), ("not_list", "They do not list it")],
        widget=forms.RadioSelect,
    )
    answer = forms.ChoiceField(
        label="If they do not list it: why?",
        required=False,
    )
    told_by = forms.CharField(
        label="Who told you?",
        max_length=120,
        help_text="Write nothing else down: not where the victim is, nor who knows them.",
    )

    def __init__(self, *args: Any, reasons: Choices, **kwargs: Any) -> None:
        """`reasons`: the pack's words for the keys of the format."""
        super().__init__(*args, **kwargs)
        choose_from(self, "answer", [("", "They do, or have not said yet"), *reasons])


class NotListForm(forms.Form):
    """Why a transferred case is not listed; these words alone go back."""

    answer = forms.ChoiceField(
        label="Why?",
        help_text="The other area learns this reason and nothing else.",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, reasons: Choices, **kwargs: Any) -> None:
        """`reasons`: the pack's words for the keys of the format."""
        super().__init__(*args, **kwargs)
        choose_from(self, "answer", reasons)


class EndForm(forms.Form):
    """Why a transfer ends."""

    reason = _words("Why?", "When it was answered: what becomes of the case here.")


class ReceiveForm(forms.Form):
    """An encrypted transfer."""

    file = forms.FileField(
        label="The encrypted file", help_text="It ends in .age. Nothing is saved before you have seen what is in it."
    )


class EnterAreaForm(forms.Form):
    """Another area's line."""

    name = forms.CharField(label="Which area?", max_length=120)
    introduction = forms.CharField(
        label="The line it introduces itself with",
        help_text="Its coordinator finds it under “Other areas” and sends it by e-mail. It is no secret.",
        widget=forms.Textarea({"rows": 3}), max_length=400,
    )  # fmt: skip


class CheckAreaForm(forms.Form):
    """A fingerprint as it was heard on the telephone."""

    fingerprint = CodeField(
        label="The forty digits, as they are read out to you", max_length=80,
        help_text="Call a number that you know or looked up yourself, not one from the message with the line.",
    )  # fmt: skip
    with_whom = forms.CharField(label="Who read them out, on which number?", max_length=200)

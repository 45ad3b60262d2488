"""Forms of sittings: agenda, papers, who came, minutes, decisions, risks, matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from openccr.governance.forms.boards import NARROW, Choices, fill, one_of
from openccr.governance.rules.decisions import DECISIONS, HOW, RISK_KINDS
from openccr.governance.rules.escalations import ANSWERS, WAYS
from openccr.governance.rules.sittings import ITEM_KINDS, Came, why_not_there
from openccr.ui.fields import DayMonthYearField, PlaceField, TimeOfDayField


class ItemForm(forms.Form):
    """An item for the agenda."""

    title = forms.CharField(label="What it is about", max_length=160)
    kind = forms.ChoiceField(label="What the group does with it", widget=forms.RadioSelect)
    note = forms.CharField(label="What the group is asked", required=False, widget=forms.Textarea({"rows": 3}))
    minutes = forms.IntegerField(
        label="Minutes it is given", min_value=1, max_value=240, initial=10, widget=forms.NumberInput(NARROW)
    )
    agency_id = one_of("Who brings it?", empty="The group itself")

    def __init__(self, *args: Any, agencies: Choices, contracts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "agency_id", agencies)
        kinds = [(key, name) for key, name in ITEM_KINDS.items() if contracts or key != "contract"]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """A file for a sitting."""

    title = forms.CharField(label="Title", max_length=160)
    upload = forms.FileField(
        label="Which file?",
        help_text="PDF, Word or Excel without macros, a photograph or plain text, up to 25 MB. No case and nobody of a "
        "case is named in it.",
    )


class ChangeSittingForm(forms.Form):
    """Another day or place."""

    on = DayMonthYearField(label="Day")
    starts_at = TimeOfDayField(label="Starts at", widget=forms.TimeInput({"class": "govuk-input--width-5"}))
    venue = PlaceField(label="Where", max_length=120, required=False, help_text="No link and no code.")


class WhyForm(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(label="Why does it not take place?", max_length=300, widget=forms.Textarea({"rows": 3}))


class HoldForm(forms.Form):
    """Of each member: whether somebody came, who, how senior, and what they brought.

    `members`: id → their name with agency and their rung. `there()` gives the answers back by member.
    """

    def __init__(
        self, *args: Any, members: Mapping[UUID, tuple[str, str]], ladder: Choices, brought: Choices, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.members = members
        self.reveals: dict[str, dict[str, list[str]]] = {}
        for member, (words, rung) in members.items():
            key = member.hex
            self.fields[f"{key}_came"] = forms.ChoiceField(
                label=words, choices=[(one.value, one.label) for one in Came], widget=forms.RadioSelect,
                error_messages={"required": f"Say whether somebody came: {words}"},
            )  # fmt: skip
            self.fields[f"{key}_name"] = forms.CharField(label="Who came", max_length=120, required=False)
            self.fields[f"{key}_seniority"] = forms.ChoiceField(
                label="How senior is who came?", choices=[("", "Choose"), *ladder], required=False, initial=rung
            )
            self.fields[f"{key}_brought"] = forms.MultipleChoiceField(
                label="What they brought", choices=list(brought), required=False, widget=forms.CheckboxSelectMultiple
            )
            self.reveals[f"{key}_came"] = {
                Came.THERE: [f"{key}_brought"],
                Came.DEPUTY: [f"{key}_name", f"{key}_seniority"],
            }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        there = {}
        for member, (words, rung) in self.members.items():
            key = member.hex
            said = {part: given.get(f"{key}_{part}", "") for part in ("came", "name", "seniority")}
            if said["came"] == Came.THERE:
                said["seniority"] = rung
            refusal = why_not_there(**said, member=words) if said["came"] else None
            if refusal is not None:
                self.add_error(f"{key}_{refusal.field}", str(refusal))
            there[member] = {**said, "brought": given.get(f"{key}_brought", [])}
        return {"there": there}


class PutRightForm(forms.Form):
    """Who really came for one member, and why it is put right."""

    came = forms.ChoiceField(
        label="What became of the invitation", choices=[(one.value, one.label) for one in Came],
        widget=forms.RadioSelect,
    )  # fmt: skip
    name = forms.CharField(label="Who came", max_length=120, required=False)
    seniority = forms.ChoiceField(label="How senior is who came?", required=False)
    brought = forms.MultipleChoiceField(
        label="What they brought", required=False, widget=forms.CheckboxSelectMultiple
    )  # fmt: skip
    why = forms.CharField(
        label="Why is it put right?", max_length=300, widget=forms.Textarea({"rows": 2}),
        help_text="Whoever leads the group and the agency itself read it. The minutes say only that it was put right.",
    )  # fmt: skip

    def __init__(self, *args: Any, ladder: Choices, brought: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seniority"].choices = [("", "Choose"), *ladder]  # type: ignore[attr-defined]
        self.fields["brought"].choices = list(brought)  # type: ignore[attr-defined]


class MinutesForm(forms.Form):
    """The minutes, item by item."""

    def __init__(self, *args: Any, items: Sequence[tuple[UUID, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item, title, said in items:
            self.fields[item.hex] = forms.CharField(
                label=title, required=False, initial=said, widget=forms.Textarea({"rows": 3})
            )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"said": {item: given.get(item.hex, "") for item, _, _ in self.items}}


class ArrangeForm(forms.Form):
    """The order of an agenda. An item without a place is taken out."""

    def __init__(self, *args: Any, items: Sequence[tuple[UUID, str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = [item for item, _, _ in items]
        for item, title, number in items:
            self.fields[item.hex] = forms.IntegerField(
                label=title, required=False, initial=number, min_value=1, max_value=99,
                widget=forms.NumberInput({"class": "govuk-input--width-2"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return {"places": {item: given.get(item.hex) for item in self.items}}


class DecideForm(forms.Form):
    """A decision."""

    kind = forms.ChoiceField(label="What kind", widget=forms.RadioSelect, initial="decision")
    text = forms.CharField(label="What was decided", widget=forms.Textarea({"rows": 3}))
    how = forms.ChoiceField(label="How", choices=list(HOW.items()), widget=forms.RadioSelect, initial="agreed")
    dissent = forms.CharField(
        label="Who saw it otherwise, and why", required=False, widget=forms.Textarea({"rows": 2}),
        help_text="With a vote: how the votes were.",
    )  # fmt: skip
    item_id = one_of("Under which item?", empty="None")
    provider_id = one_of("Whose contract?", empty="Nobody's in particular")
    replaces_id = one_of("Which earlier decision does it replace?", empty="None")

    def __init__(
        self, *args: Any, items: Choices, providers: Choices, earlier: Choices, contracts: bool, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = list(DECISIONS.items())  # type: ignore[attr-defined]
        fill(self, "item_id", items)
        fill(self, "provider_id", providers)
        fill(self, "replaces_id", earlier)
        if not contracts:
            self.fields["kind"].widget = forms.HiddenInput()
            del self.fields["provider_id"]
        if not earlier:
            del self.fields["replaces_id"]


class ActForm(forms.Form):
    """An action that the sitting agreed."""

    what = forms.CharField(
        label="What will be done", max_length=500, help_text="No case and nobody of a case is named."
    )
    agency_id = one_of("Which agency does it?")
    due_on = DayMonthYearField(label="By when")

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "agency_id", agencies)


class ReviewRiskForm(forms.Form):
    """How a risk stands now, or why it is closed."""

    likelihood = forms.ChoiceField(label="How likely?", widget=forms.RadioSelect)
    seriousness = forms.ChoiceField(label="How serious would it be?", widget=forms.RadioSelect)
    doing = forms.CharField(label="What is done about it", widget=forms.Textarea({"rows": 3}))
    review_on = DayMonthYearField(label="Looked at again by", required=False)
    closing = forms.CharField(label="If it is closed: why", max_length=300, required=False)

    def __init__(self, *args: Any, likelihood: Choices, seriousness: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["likelihood"].choices = list(likelihood)  # type: ignore[attr-defined]
        self.fields["seriousness"].choices = list(seriousness)  # type: ignore[attr-defined]


class RiskForm(ReviewRiskForm):
    """A new risk or issue."""

    kind = forms.ChoiceField(
        label="Which is it?", choices=list(RISK_KINDS.items()), widget=forms.RadioSelect, initial="risk"
    )
    words = forms.CharField(label="In a sentence", max_length=300)
    agency_id = one_of("Who answers for it?")
    review_on = DayMonthYearField(label="Looked at again by")
    closing = None  # type: ignore[assignment]

    field_order = ("kind", "words", "likelihood", "seriousness", "agency_id", "doing", "review_on")

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "agency_id", agencies)


class PassForm(forms.Form):
    """A matter for another group."""

    way = forms.ChoiceField(label="Which way?", choices=list(WAYS.items()), widget=forms.RadioSelect)
    to_board_id = one_of("To which group?")
    title = forms.CharField(label="What it is about", max_length=160)
    words = forms.CharField(label="What you ask", widget=forms.Textarea({"rows": 4}))
    decision_id = one_of("Which decision comes down?", empty="None")
    risk_id = one_of("Which risk does it escalate?", empty="None")
    answers_id = one_of("Which matter does it pass on?", empty="None")
    due_on = DayMonthYearField(label="Answered by", required=False, help_text="Left empty: as the practice pack says.")

    def __init__(
        self, *args: Any, boards: Choices, decisions: Choices, risks: Choices, matters: Choices, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        fill(self, "to_board_id", boards)
        for name, choices in (("decision_id", decisions), ("risk_id", risks), ("answers_id", matters)):
            fill(self, name, choices)
            if not choices:
                del self.fields[name]


class AnswerForm(forms.Form):
    """The answer to a matter."""

    answer_kind = forms.ChoiceField(label="What became of it", choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    answer = forms.CharField(label="The answer", widget=forms.Textarea({"rows": 4}))
    decision_id = one_of("Which decision answers it?", empty="None")

    def __init__(self, *args: Any, decisions: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "decision_id", decisions)

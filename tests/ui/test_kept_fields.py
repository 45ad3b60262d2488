"""A field drawn once for all pages holds nothing that anybody wrote."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from openccr.ui import bound_fields
from openccr.ui.components import component
from openccr.ui.fields import DayMonthYearField

ANSWERS = [("yes", "Yes"), ("no", "No")]


class Items(forms.Form):
    answer = forms.ChoiceField(label="1. Is it worse?", choices=ANSWERS, widget=forms.RadioSelect)
    note = forms.CharField(label="In words", max_length=20, widget=forms.Textarea({"rows": 2}))
    source = forms.ChoiceField(label="Comes from", choices=[("", "As above"), *ANSWERS])
    whom = forms.ChoiceField(label="Who says so?", choices=[("1", "Amber Finch")], widget=forms.RadioSelect)
    on = DayMonthYearField(label="When")
    of_the_pack = ("answer", "note", "source")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of what had to be drawn anew."""
    bound_fields._once.cache_clear()
    kinds: list[str] = []

    def counted(kind: str, params: Any) -> Any:
        kinds.append(kind)
        return component(kind, params)

    monkeypatch.setattr(bound_fields, "component", counted)
    return kinds


def page(form: Items) -> str:
    return "".join(str(bound_fields.field(bound)) for bound in form)


def test_what_the_pack_says_is_drawn_once(drawn: list[str]) -> None:
    first = page(Items())
    assert drawn == ["radios", "character-count", "select", "radios", "date-input"]
    assert page(Items()) == first
    assert drawn[5:] == ["radios"]  # the one whose choices are people


def test_what_was_typed_is_drawn_for_that_page_alone(drawn: list[str]) -> None:
    day = {"on_day": "3", "on_month": "4", "on_year": "2026"}
    typed = page(Items({"answer": "no", "note": "At Wren Hollow", "source": "made up", "whom": "1", **day}))
    assert "At Wren Hollow" in typed and "Select a valid choice" in typed and 'value="2026"' in typed
    blank = page(Items())
    for words in ("At Wren Hollow", "made up", "Select a valid choice", 'value="2026"', "checked"):
        assert words not in blank
    kept = bound_fields._once.cache_info().currsize
    page(Items({"answer": "no", "note": "Elsewhere", "source": "x", "whom": "1", **day}))
    assert bound_fields._once.cache_info().currsize == kept


def test_each_answer_is_ticked_on_its_own_page(drawn: list[str]) -> None:
    for answer, other in (("yes", "no"), ("no", "yes"), ("yes", "no")):
        radios = str(bound_fields.field(Items({"answer": answer})["answer"]))
        ticked = radios.split(f'value="{answer}"')[1].split(">")[0]
        assert "checked" in ticked
        assert "checked" not in radios.split(f'value="{other}"')[1].split(">")[0]

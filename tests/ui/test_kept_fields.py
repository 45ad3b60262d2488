"""A field drawn once for all pages holds nothing that anybody wrote."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from openccr.ui import bound_fields, drawn_once
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
    drawn_once._once.cache_clear()
    kinds: list[str] = []

    def counted(kind: str, params: Any) -> Any:
        kinds.append(kind)
        return component(kind, params)

    for module in (bound_fields, drawn_once):
        monkeypatch.setattr(module, "component", counted)
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
    kept = drawn_once._once.cache_info().currsize
    page(Items({"answer": "no", "note": "Elsewhere", "source": "x", "whom": "1", **day}))
    assert drawn_once._once.cache_info().currsize == kept


WRITTEN = {"note": "</textarea><b>“Wren & Hollow”\n\ue000", "on_day": "3", "on_month": "", "on_year": '"><i>'}


def test_what_was_written_is_put_into_the_kept_field_as_text(drawn: list[str]) -> None:
    class Written(Items):
        of_the_pack = ("note",)

    form = Written(initial={"note": WRITTEN["note"], "on": ["3", "", '"><i>']})
    first, second = (str(bound_fields.field(form[name])) for name in ("note", "on"))
    assert first.count("&lt;/textarea&gt;&lt;b&gt;“Wren &amp; Hollow”\n\ue000</textarea>") == 1
    assert 'value="3"' in second and 'value="&quot;&gt;&lt;i&gt;"' in second and 'value=""' in second
    assert drawn == ["character-count", "date-input"]
    other = Written(initial={"note": "Elsewhere", "on": ["14", "", "1999"]})
    again = [str(bound_fields.field(other[name])) for name in ("note", "on")]
    assert drawn == ["character-count", "date-input"] and ">Elsewhere</textarea>" in again[0]
    assert 'value="14"' in again[1] and 'value="1999"' in again[1]
    blank = "".join(str(bound_fields.field(Written()[name])) for name in ("note", "on"))
    for words in ("Wren", "Elsewhere", "1999", "\ue000", 'value="3"'):
        assert words not in blank


def test_each_answer_is_ticked_on_its_own_page(drawn: list[str]) -> None:
    for answer, other in (("yes", "no"), ("no", "yes"), ("yes", "no")):
        radios = str(bound_fields.field(Items({"answer": answer})["answer"]))
        ticked = radios.split(f'value="{answer}"')[1].split(">")[0]
        assert "checked" in ticked
        assert "checked" not in radios.split(f'value="{other}"')[1].split(">")[0]

"""`{% load openccr %}`: safe by construction, and in words people use."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from jinja2 import TemplateNotFound

from openccr.ui.components import TONES, StateWord, component
from openccr.ui.fields import DayMonthYearField
from openccr.ui.kinds import Column
from openccr.ui.registry import all_pages
from tests.ui.test_built_files import CSS

NASTY = "<script>alert('x')</script>\" onfocus=\"y"


def drawn(source: str, **context: Any) -> str:
    return Template("{% load openccr %}" + source).render(Context(context))


class Everything(forms.Form):
    words = forms.CharField(label=NASTY, help_text=NASTY, initial=NASTY)
    long_words = forms.CharField(label="Long", widget=forms.Textarea, initial="</textarea>" + NASTY, max_length=50)
    one = forms.ChoiceField(label=NASTY, choices=[("a", NASTY), (NASTY, "b")], widget=forms.RadioSelect)
    some = forms.MultipleChoiceField(label="Some", choices=[("a", NASTY)], widget=forms.CheckboxSelectMultiple)
    pick = forms.ChoiceField(label="Pick", choices=[("", NASTY), ("Trees", [("oak", NASTY)])])
    day = DayMonthYearField(label=NASTY)
    tick = forms.BooleanField(label=NASTY)
    secret = forms.CharField(label="Secret", widget=forms.PasswordInput)
    paper = forms.FileField(label=NASTY)


def test_on_a_telephone_a_number_that_heads_a_row_says_what_it_counts() -> None:
    columns = [Column("row", "Row", numeric=True), Column("heading", "Column")]
    data = {"caption": "Refused rows", "columns": columns, "rows": [{"cells": [{"text": 5}, {"text": "Consent"}]}]}
    assert re.search(r'<th scope="row"[^>]* data-label="Row">5</th>', drawn("{% data_table data %}", data=data))
    columns[0] = Column("name", "Name")
    assert '<th scope="row"' in drawn("{% data_table data %}", data=data)
    assert 'data-label="Name"' not in drawn("{% data_table data %}", data=data)
    assert ".occr-table [data-label]{display:grid" in CSS


@pytest.mark.parametrize("bound", [False, True], ids=["empty", "posted"])
def test_no_word_of_a_person_becomes_markup(bound: bool) -> None:
    posted = dict.fromkeys(["words", "long_words", "one", "some", "pick", "day_day", "day_month", "day_year"], NASTY)
    form = Everything(posted) if bound else Everything()
    html = drawn("{% error_summary form %}{% fields form %}", form=form)
    assert "<script" not in html
    assert '" onfocus="' not in html


def test_html_that_is_not_marked_safe_is_escaped() -> None:
    assert "<b>" not in component("tag", {"html": "<b>late</b>"})
    assert "<b>late</b>" in component("tag", {"html": mark_safe("<b>late</b>")})
    items = {"items": [{"value": "a", "html": "<i>x</i>", "hint": {"html": "<u>y</u>"}}], "name": "n"}
    assert "<i>" not in component("radios", items)
    assert "<u>" not in component("radios", items)


def test_a_component_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(TemplateNotFound):
        drawn("{% govuk 'buton' text='Save' %}")


def test_two_underscores_reach_into_a_component() -> None:
    assert 'for="x"' in drawn("{% govuk 'input' id='x' name='x' label__text='Name' %}")


def test_a_date_reads_as_people_say_it() -> None:
    assert drawn("{{ d|day }}", d=date(2026, 11, 21)) == "21 November 2026"
    assert drawn("{% date d %}", d=date(2026, 1, 2)) == '<time datetime="2026-01-02">2 January 2026</time>'
    summer = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)
    assert drawn("{{ d|day_time }}", d=summer) == "2 July 2026 at 00:30"
    assert drawn("{{ d|day }}{% date d %}{{ d|day_time }}", d=None) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (0, "0"),
        (date(2026, 11, 21), "21 November 2026"),
        (["a", "<b>"], "a<br>&lt;b&gt;"),
        ("one\n<two>", "one<br>&lt;two&gt;"),
    ],
)
def test_a_value_is_shown_in_words(value: object, words: str) -> None:
    assert drawn("{{ value|shown }}", value=value) == words


def test_a_state_word_is_a_tag_and_its_words_are_escaped() -> None:
    html = drawn("{{ word|shown }}", word=StateWord("<Late>", "late"))
    assert "govuk-tag--orange" in html
    assert "&lt;Late&gt;" in html


def test_no_state_word_can_be_green() -> None:
    assert "green" not in TONES.values()
    with pytest.raises(ValueError, match="No tone 'green'"):
        StateWord("Low risk", "green")


def test_a_row_with_a_cell_too_few_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 cells and the table 2 columns"):
        drawn("{{ cells|with_columns:columns }}", cells=[1], columns=[1, 2])


class Question(forms.Form):
    aware = forms.ChoiceField(label="Does she know?", choices=[("y", "Yes"), ("n", "No")], widget=forms.RadioSelect)


class HangingQuestion(Question):
    reveals = {"aware": {"n": ["why"]}}
    why = forms.CharField(label="Why not?", required=False)


@pytest.mark.parametrize("form", [Question(), HangingQuestion()])
def test_a_page_with_one_question_says_it_once_as_its_heading(form: forms.Form) -> None:
    html = drawn("{% fields form heading='Does she know?' %}", form=form)
    assert html.count("Does she know?") == 1
    assert '<h1 class="govuk-fieldset__heading">' in html
    assert drawn("{{ form|asks_only:'Does she know?' }}", form=form) == "True"


def test_a_form_of_several_questions_leaves_the_heading_to_the_page() -> None:
    assert "<h1" not in drawn("{% fields form heading='Secret' %}", form=Everything())


def test_a_question_under_an_answer_is_drawn_there_and_only_there() -> None:
    html = drawn("{% fields form %}", form=HangingQuestion())
    assert html.count('name="why"') == 1
    assert html.index("conditional-id_aware-2") < html.index('name="why"')


def test_no_question_of_ours_hangs_under_two_answers() -> None:
    """A browser sends both boxes, hidden ones too, and the empty one would count."""
    assert all_pages()  # every form is read in with its page
    pile, hanging = [forms.BaseForm], 0
    while pile:
        pile += (form := pile.pop()).__subclasses__()
        for choices in getattr(form, "reveals", {}).values():
            names = [name for under in choices.values() for name in under]
            hanging += len(names)
            assert len(names) == len(set(names)), form
    assert hanging > 5


def test_what_may_be_left_out_says_so_except_in_a_filter() -> None:
    form = HangingQuestion()
    assert "Why not? (optional)" in drawn("{{ form.why|govuk_field }}", form=form)
    assert "optional" not in drawn("{{ form.why|filter_field }}", form=form)


def test_the_summary_names_each_question_and_leads_to_its_box() -> None:
    html = drawn("{% error_summary form %}", form=Everything({"day_day": "3", "day_year": "2026"}))
    assert '<a href="#id_day_month">' in html
    assert '<a href="#id_one">Choose an answer to' in html
    assert '<a href="#id_paper">Choose a file for' in html
    assert '<a href="#id_secret">Fill in “Secret”</a>' in html
    assert "This field is required" not in html


def test_a_number_out_of_bounds_and_a_time_that_is_none_say_what_to_write() -> None:
    class Bounds(forms.Form):
        days = forms.IntegerField(label="For how many days", min_value=1, max_value=28)
        minutes = forms.IntegerField(label="Minutes", min_value=1)
        starts = forms.TimeField(label="From")

    html = drawn("{% error_summary form %}", form=Bounds({"days": "99", "minutes": "0", "starts": "25:00"}))
    assert "Write a number from 1 to 28." in html
    assert "Write a number that is not below 1." in html
    assert "Write it such as 09:30 or 14:00." in html


def test_the_summary_has_what_is_wrong_with_the_form_as_a_whole_and_nothing_when_all_is_well() -> None:
    form = Question({"aware": "y"})
    assert drawn("{% error_summary form %}", form=form) == ""
    form.add_error(None, "This case is closed.")
    assert "This case is closed." in drawn("{% error_summary form nothing %}", form=form, nothing=None)


def test_a_password_is_never_written_back() -> None:
    assert "hunter2" not in drawn("{{ form.secret|govuk_field }}", form=Everything({"secret": "hunter2"}))


def test_a_choice_stays_chosen() -> None:
    class Numbers(forms.Form):
        one = forms.TypedChoiceField(choices=[(1, "One"), (2, "Two")], coerce=int, widget=forms.RadioSelect)
        pick = forms.TypedChoiceField(choices=[(1, "One"), (2, "Two")], coerce=int)

    html = drawn("{% fields form %}", form=Numbers(initial={"one": 2, "pick": 2}))
    assert 'value="2" checked' in html
    assert '<option value="2" selected>' in html


class Filters(forms.Form):
    agency = forms.ChoiceField(required=False, choices=[("", "All"), ("p", "Police")])
    since = DayMonthYearField(required=False)
    mine = forms.BooleanField(required=False)


def test_a_chosen_filter_takes_itself_away_and_keeps_the_rest() -> None:
    request = RequestFactory().get("/?agency=p&since_day=1&since_month=2&since_year=2026&sort=-due&page=4&mine=on")
    html = drawn("{% filter_panel form %}", form=Filters(request.GET), request=request)
    assert 'href="?agency=p&amp;sort=-due&amp;mine=on"' in html
    assert "Since: 1 February 2026" in html, "a day as everywhere else"
    assert "Agency: Police" in html
    assert '<input type="hidden" name="sort" value="-due">' in html


def test_what_is_no_day_stands_in_the_filter_as_it_was_typed() -> None:
    request = RequestFactory().get("/?since_day=31&since_month=2&since_year=2026")
    assert "Since: 31 2 2026" in drawn("{% filter_panel form %}", form=Filters(request.GET), request=request)


def test_a_filter_whose_choices_stand_with_its_widget_is_named_by_their_words() -> None:
    class Occurring(forms.Form):
        kind = forms.CharField(required=False, widget=forms.Select(choices=[("", "All"), ("k1", "Referral")]))

    request = RequestFactory().get("/?kind=k1")
    html = drawn("{% filter_panel form %}", form=Occurring(request.GET), request=request)
    assert "Kind: Referral" in html and "Kind: k1" not in html


def test_an_unused_filter_shows_no_tags() -> None:
    request = RequestFactory().get("/")
    assert "moj-filter__tag" not in drawn("{% filter_panel form %}", form=Filters(request.GET), request=request)


def test_page_numbers_leave_out_the_middle() -> None:
    page = Paginator(range(1000), 50).get_page(10)
    assert drawn("{% for n in page|page_numbers %}{{ n }} {% endfor %}", page=page) == "1 None 9 10 11 None 20 "


def test_a_tag_used_wrongly_is_an_error_when_the_template_is_read() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn("{% tag %}")


def test_the_clock_of_a_case_says_in_words_when_it_began() -> None:
    html = drawn("{% clock started 12 %}", started=datetime(2026, 7, 1, 9, 5, tzinfo=UTC))
    assert ">began at 10:05, 12 minutes</span>" in html
    assert 'data-started="2026-07-01T09:05:00+00:00"' in html


def test_a_label_within_a_sentence_keeps_the_capitals_of_names_and_of_short_forms() -> None:
    for label, within in (("Who does it", "who does it"), ("IDVA", "IDVA"), ("Tyler Invented", "Tyler Invented")):
        assert drawn("{{ label|inside }}", label=label) == within

"""Whatever is written about a person is searched when they ask, or somebody has said why it is not."""

from __future__ import annotations

from django.apps import apps
from django.db import models

from openccr.access.ours import our_apps
from openccr.people.models import Person
from openccr.subjectaccess.rules.not_searched import FACTS, NOT_SEARCHED
from openccr.subjectaccess.rules.sources import TABLES

WORDS = (models.CharField, models.TextField, models.JSONField, models.BinaryField)


def about_somebody() -> dict[str, type[models.Model]]:
    """Every model of a case or a person."""
    labels = {config.label for config in our_apps()}
    return {
        model._meta.label: model
        for model in apps.get_models()
        if model._meta.app_label in labels and ({"file", "person"} & _names(model) or model is Person)
    }


def _names(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.concrete_fields}


def test_every_table_about_somebody_is_searched_or_says_why_not() -> None:
    found = set(about_somebody()) | {"casefiles.CaseFile"}
    forgotten = found - set(TABLES) - set(NOT_SEARCHED)
    assert not forgotten, (
        f"{sorted(forgotten)} is about somebody, and a request for one's own data would miss it. Add it to TABLES of"
        " openccr/subjectaccess/rules/sources.py with whose its words are, or to NOT_SEARCHED with the reason."
    )
    assert not set(TABLES) & set(NOT_SEARCHED)
    assert not (set(TABLES) | set(NOT_SEARCHED)) - found, (
        "a table that is searched is no longer there: take its line out"
    )


def test_every_field_of_words_is_searched_or_named_as_not() -> None:
    for label, table in TABLES.items():
        model = about_somebody()[label]
        fields = {field.name for field in model._meta.concrete_fields if isinstance(field, WORDS)}
        named = set(table.words) | set(table.without) | {table.answers, table.sealed} - {""}
        forgotten = fields - named - {table.agency}
        assert not forgotten, f"{label}: {sorted(forgotten)} holds words; name them in its Table"
        assert named <= _names(model), f"{label}: {sorted(named - _names(model))} is no field of it"
        for name in filter(None, (table.agency, table.at)):
            assert name in _names(model), f"{label}: {name} is no field of it"


def test_every_fact_of_a_person_is_told_or_is_no_fact() -> None:
    facts = _names(Person) - {"id", "merged_into", "born_on_is_expected", "died_on"}
    assert facts == set(FACTS), f"{sorted(facts ^ set(FACTS))}: say in FACTS what a bundle calls it"

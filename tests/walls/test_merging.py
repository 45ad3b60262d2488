"""Nothing that points at a person is forgotten when two records of her are put together."""

from __future__ import annotations

from django.apps import apps

from openccr.people.merging import FILLED, MERGE, MOVED, Merging
from openccr.people.models import Person


def relations() -> set[str]:
    """Every field of a live model that points at Person, as `app.Model.field`."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and field.related_model is Person and not field.auto_created
    }


def test_every_relation_to_a_person_says_what_becomes_of_it() -> None:
    forgotten = relations() - set(MERGE)
    assert not forgotten, (
        f"{sorted(forgotten)} points at a person, and src/openccr/people/merging.py does not say what becomes of it"
        " when two records of her are put together, and when they are taken apart again. Add a line to MERGE:\n"
        "  MOVE     it hangs on her alone (wall Part): add a `Moved` too, with the field that is sealed to her. Does it"
        " warn (never contact, has died)? Then it stands in WARNINGS as well, and is kept with both;\n"
        "  REPOINT  it is a row of a file (wall File) that names her: add the model to REPOINTED, and `person_id` to"
        " the `changes` of its wall;\n"
        "  TIE      it joins her to somebody else: `carrying.move_ties` carries it;\n"
        "  PAIR     it says of two that they are not the same;\n"
        "  LEAVE    it is read through its file, and nobody who puts people together may change it.\n"
        "Does it tell where she is? Then its wall is KeptWall, and sql/44_merging.sql keeps it to the files that knew"
        " it: tests/people/test_parting.py shows that nobody opens an address that was closed to them before."
    )


def test_nothing_is_said_of_a_relation_that_is_not_there() -> None:
    gone = set(MERGE) - relations()
    assert not gone, f"{sorted(gone)} stands in MERGE and in no model: take the line out"


def test_what_moves_is_carried_over() -> None:
    carried = {f"{moved.model._meta.label}.person" for moved in MOVED}
    said = {name for name, what in MERGE.items() if what is Merging.MOVE}
    assert carried == said, f"{sorted(carried ^ said)}: a relation that moves stands in both MERGE and MOVED"


def test_every_sealed_field_that_moves_is_sealed_anew() -> None:
    for moved in MOVED:
        sealed = {field.name for field in moved.model._meta.concrete_fields if "sealed" in field.name}
        assert sealed == ({moved.sealed} if moved.sealed else set()), (
            f"{moved.model._meta.label}: {sorted(sealed)} is sealed to the person; name it in its `Moved`, or it cannot"
            " be opened after she has been recognised"
        )


def test_every_fact_about_a_person_is_filled_when_blank() -> None:
    kept = {"id", "merged_into", "born_on_is_expected"}
    facts = {field.name for field in Person._meta.concrete_fields} - kept
    assert facts == set(FILLED), (
        f"{sorted(facts ^ set(FILLED))}: a field of Person that is not in FILLED is lost when she is recognised"
    )

"""A foreign key named by a string escapes the import contracts, so its direction is held here."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from openccr.access.ours import our_apps
from openccr.site.environment import ROOT


def layers() -> dict[str, int]:
    """Each app's layer in `pyproject.toml`, the lowest as 0; siblings share one."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        contracts = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    rows = next(one for one in contracts if one["name"] == "Apps point downwards")["layers"]
    return {name.strip(" ()"): place for place, row in enumerate(reversed(rows)) for name in row.split("|")}


def pointing() -> Iterator[tuple[str, str, str]]:
    """Every relation between our apps: (field, its app, the app it points at)."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if not field.is_relation or field.auto_created or field.related_model is None:
                continue
            here, there = (_app(one) for one in (model, field.related_model))
            if here and there:
                yield f"{model._meta.label}.{field.name}", here, there


def _app(model: Any) -> str:
    name, _, app = apps.get_app_config(model._meta.app_label).name.partition(".")
    return app if name == "openccr" else ""


def test_every_relation_points_downwards() -> None:
    place = layers()
    upwards = [
        f"{field} points from {here} to {there}"
        for field, here, there in pointing()
        if here != there and place[there] >= place[here]
    ]
    assert not upwards, f"{upwards}: keep a plain id, or turn the relation round"


def test_relations_between_apps_are_found() -> None:
    assert ("casefiles.Grant.agency", "casefiles", "partnership") in set(pointing())


def test_every_app_has_its_layer() -> None:
    ours = {config.name.partition(".")[2] for config in our_apps()}
    assert ours <= set(layers())


@pytest.mark.parametrize(("low", "high"), [("kernel", "site"), ("accounts", "partnership"), ("people", "risk")])
def test_the_layers_are_read_the_right_way_up(low: str, high: str) -> None:
    assert layers()[low] < layers()[high]

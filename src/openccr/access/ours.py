"""The apps of this project, and what each declares in a module of a fixed name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.apps import AppConfig, apps


def our_apps() -> list[AppConfig]:
    """The installed apps that are ours, in their order."""
    return [config for config in apps.get_app_configs() if config.name.startswith("openccr.")]


def modules(name: str) -> Iterator[ModuleType]:
    """The module `name` of each of our apps that has one. An error inside such a module is raised, not passed over."""
    for config in our_apps():
        whole = f"{config.name}.{name}"
        try:
            found = import_module(whole)
        except ModuleNotFoundError as error:
            if error.name != whole:
                raise
            continue
        yield found

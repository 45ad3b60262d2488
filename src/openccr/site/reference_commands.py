"""The reference page of the commands, made from their own parsers."""

from __future__ import annotations

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from pkgutil import iter_modules

from django.core.management import load_command_class
from django.core.management.base import BaseCommand

from openccr.site.management import commands


def commands_page() -> Iterator[str]:
    """Each command of OpenCCR: what it does, how it is called, its options."""
    yield "# Commands\n"
    yield "`./run help` names the verbs that start, test and check OpenCCR. Every other command is `./run manage"
    yield "COMMAND`; documents call it `openccr COMMAND`, and `--help` says what is below. `./run manage help` names"
    yield "each in a sentence. The embedded database is started for a command where it is not running yet."
    yield "A command that refuses its work says why and what to do, and ends with code 1."
    for name in sorted(one.name for one in iter_modules(commands.__path__)):
        command = load_command_class("openccr.site", name)
        yield f"\n## {name}\n\n{_sentence(_help(command))}"
        yield from _options(name, command.create_parser("openccr", name))


def _help(command: BaseCommand) -> str:
    return " ".join(str(command.help).split())


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!")) else f"{text}."


def _options(name: str, parser: ArgumentParser) -> Iterator[str]:
    """How a command is called and its own options; those that every Django command has are left out."""
    everywhere = {action.dest for action in BaseCommand().create_parser("openccr", name)._actions}
    own = [action for action in parser._actions if action.dest not in everywhere]
    acts = [action for action in own if isinstance(action, _SubParsersAction)]
    for act in acts:
        hints = {choice.dest: choice.help for choice in act._choices_actions}
        for key, below in act.choices.items():
            options = [one for one in below._actions if one.dest not in everywhere]
            yield f"\n`./run manage {' '.join([name, key, *map(_usage, options)])}`: {_sentence(hints.get(key) or '')}"
            yield from _table(options)
    if not acts and name != "migrate":  # Django's own options of `migrate` are in Django's manual.
        yield f"\n`./run manage {' '.join([name, *map(_usage, own)])}`"
        yield from _table(own)


def _usage(action: Action) -> str:
    value = action.metavar or (_choices(action) if action.choices else action.dest.upper())
    if not action.option_strings:
        return str(_choices(action) or value)
    words = action.option_strings[0] + ("" if action.nargs == 0 else f" {value}")
    return words if action.required else f"[{words}]"


def _choices(action: Action) -> str:
    return "|".join(map(str, action.choices or ()))


def _table(actions: list[Action]) -> Iterator[str]:
    told = [action for action in actions if action.help]
    if told:
        yield "\n| | |\n|---|---|"
        for action in told:
            yield f"| `{action.option_strings[0] if action.option_strings else action.dest}` | {action.help} |"

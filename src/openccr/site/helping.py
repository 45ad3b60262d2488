"""`./run manage help`: what each command of OpenCCR does, and which of Django's have no place here."""

from __future__ import annotations

from collections.abc import Iterator
from pkgutil import iter_modules
from textwrap import wrap

from django.core.management import load_command_class

from openccr.site.management import commands

HELP: tuple[list[str], ...] = (["help"], ["--help"], ["-h"], [])
"""How this page is asked for."""
NOT_HERE = {
    "createsuperuser": "There is no superuser here. `openccr init` invites a partnership's first two people, `openccr"
    " invite` either of them anew, and each agency's lead invites its own people on a page.",
    "changepassword": "Nobody sets another person's password. Whoever forgot theirs is let back in by their agency's"
    " lead; a lead or coordinator of the coordinating agency by `openccr invite`.",
}
"""Commands of Django's that this house has no use for → how it is done instead."""
OF_DJANGO = "check, compilemessages, makemessages, makemigrations, shell, showmigrations"
"""The others serve sites that Django runs alone: here the database would refuse them, or lack what they look for."""


def commands_help() -> Iterator[str]:
    """The lines of the page, each command with the first sentence of its own help. Django must be set up."""
    yield "./run manage COMMAND --help says how a command is called. All of it: docs/reference/commands.md\n"
    names = sorted(one.name for one in iter_modules(commands.__path__))
    for name in names:
        words = " ".join(str(load_command_class("openccr.site", name).help).split()).split(". ")[0].rstrip(".")
        first, *more = wrap(words, width=100)
        yield f"  {name:<12}{first}"
        yield from (f"{'':<14}{line}" for line in more)
    yield f"\nPeople: {NOT_HERE['createsuperuser']}"
    yield f"For whoever changes OpenCCR, of Django: {OF_DJANGO}."

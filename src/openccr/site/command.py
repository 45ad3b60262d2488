"""`./run manage COMMAND` and `python -m openccr COMMAND`: a command, with the database there before it starts."""

from __future__ import annotations

import os
import sys

import django

from openccr.kernel.files import put
from openccr.site import postgres
from openccr.site.environment import MODE_FILE, Mode, environment, read
from openccr.site.failure import CannotStart
from openccr.site.helping import HELP, NOT_HERE, commands_help
from openccr.site.ready import ready
from openccr.site.update import make_first_tables

WITHOUT_DATABASE = frozenset(
    # A restore starts the server itself, once it knows that there is something to restore.
    {"help", "--version", "version", "compilemessages", "makemessages", "restore", "link"}
)
WITHOUT_TABLES = WITHOUT_DATABASE | {"migrate", "makemigrations", "showmigrations", "db", "content", "check", "docs"}
"""Commands that are right on a database in which nothing has been made yet; any other makes the tables first."""


def main(arguments: list[str]) -> int:
    """Run one command; the exit code. The embedded server is started for it and stops with the last who uses it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openccr.site.settings")
    try:
        if arguments in HELP:
            django.setup()
            print("\n".join(commands_help()))
            return 0
        if (name := arguments[arguments[0] == "help"]) in NOT_HERE:
            raise CannotStart(NOT_HERE[name])
        begins = begins_demonstration(arguments)
        if begins:
            os.environ["OPENCCR_MODE"] = Mode.DEMO
        if not _alone(arguments) and arguments[:2] != ["db", "prepare"]:
            ready(environment())
        # Imported late: the settings read the port, which is known once the server has been started.
        from django.core.management import execute_from_command_line

        if (arguments[0] not in WITHOUT_TABLES or _of_area(arguments)) and not _asks_how(arguments):
            make_first_tables(environment())
        execute_from_command_line(["openccr", *arguments])
        if begins:
            put(environment().folder / MODE_FILE, f"{Mode.DEMO}\n")
    except CannotStart as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:  # before the command itself has begun; what it does then, it says
        print("Cancelled.", file=sys.stderr)
        return 130
    finally:
        postgres.leave(environment().folder)
    return 0


def begins_demonstration(arguments: list[str]) -> bool:
    """Whether an invented area is the first thing that is asked of an empty data folder, which is then a demonstration.

    Otherwise it would count as the live form, in which nobody is invented, and no area of one's own size or seed could
    be made without naming the mode. With an outside database the folder says nothing of what is there: name the mode.

    Args:
        arguments: The command and what goes with it.

    Raises:
        CannotStart: as `read` does, when a variable is wrong.
    """
    if arguments[:1] != ["demo"] or _asks_how(arguments) or os.environ.get("OPENCCR_MODE"):
        return False
    site = read(variables=os.environ)
    return site.database_url is None and (not site.folder.exists() or not any(site.folder.iterdir()))


def _asks_how(arguments: list[str]) -> bool:
    """Whether it is only asked how a command is called, for which nothing needs to be there."""
    return not {"--help", "-h"}.isdisjoint(arguments)


def _alone(arguments: list[str]) -> bool:
    """Whether a command works on files alone, with no database."""
    return _asks_how(arguments) or (arguments[0] in WITHOUT_DATABASE and not _of_area(arguments))


def _of_area(arguments: list[str]) -> bool:
    """Whether `link` is about a partnership, not about files that lie beside each other."""
    return arguments[0] == "link" and any(one.startswith("--area") for one in arguments)

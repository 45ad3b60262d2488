"""`openccr link match | index | lookup | encode | pprl`: finds the records that are of one person."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from openccr.site.linking import SUBCOMMANDS


class Command(BaseCommand):
    help = (
        "Finds the records of one person in the files of several agencies. `match` and `pprl` need no database; what"
        " they write holds people's records, and is readable by its owner alone."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        for name, subcommand in SUBCOMMANDS.items():
            subcommand.add_arguments(acts.add_parser(name, help=subcommand.HELP))

    def handle(self, *args: Any, **options: Any) -> None:
        SUBCOMMANDS[options["act"]].run(self, options)

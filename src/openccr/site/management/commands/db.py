"""`openccr db prepare [--print]`: the roles and the database, made or shown."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from openccr.site.databases import place
from openccr.site.environment import environment
from openccr.site.failure import CannotStart
from openccr.site.prepare import script
from openccr.site.ready import ready


class Command(BaseCommand):
    help = "Makes OpenCCR's roles and database on the server of OPENCCR_DATABASE_URL, or on the embedded one."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        prepare = actions.add_parser("prepare", help=self.help)
        prepare.add_argument(
            "--print",
            action="store_true",
            help="print the SQL for an administrator to run with psql, and change nothing",
        )

    def handle(self, *arguments: Any, **options: Any) -> None:
        site = environment()
        try:
            if options["print"]:
                secrets = site.data if site.database_url else site.folder
                self.stdout.write(script(database=place(site).name, secrets_folder=str(secrets / "secrets")))
                return
            found = ready(site)
        except CannotStart as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(
            f"The roles and the database {found.name} on {found.host}:{found.port} are as they should be."
        )

"""`openccr docs [--check]`: the reference pages that are made from the code."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from openccr.site import reference


class Command(BaseCommand):
    help = "Writes the reference pages in docs/reference; --check only says which are stale."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            reference.write()
            self.stdout.write("Written.")
        elif stale := reference.stale():
            raise CommandError(f"Stale: {', '.join(stale)}. Run `openccr docs`.", returncode=1)

"""`openccr worker`: runs jobs until it is told to stop."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from procrastinate.contrib.django import app

from openccr.jobs.worker import run


class Command(BaseCommand):
    # They load every page, which jobs do without; whoever starts the site has made them.
    requires_system_checks: list[str] = []
    help = "Runs the jobs that pages and the clock have queued."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is queued, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        run(app, wait=not options["once"])

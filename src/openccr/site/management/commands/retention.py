"""`openccr retention run`: what is over its time, class by class, and removing what needs nobody's decision."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.documents.operations import remove_expired, remove_left_behind
from openccr.documents.retaining import classes, holds
from openccr.kernel.actors import Actor
from openccr.partnership.services import service_actors
from openccr.subjectaccess.removing import remove_old_requests, requests_over


class Command(BaseCommand):
    help = "Says what is over its time, class by class; without --dry-run removes what needs nobody's decision."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        run = acts.add_parser("run", help="look at every class of record")
        run.add_argument("--dry-run", action="store_true", help="say it, and remove nothing")

    def handle(self, *arguments: Any, **options: Any) -> None:
        for actor in service_actors("retention run"):
            with acting_as(actor):
                self._say(actor)
            if options["dry_run"]:
                self.stdout.write("Nothing was removed.\n")
            else:
                self._remove(actor)

    def _say(self, actor: Actor) -> None:
        now = timezone.now()
        over = {"requests": requests_over(actor=actor, at=now)}
        for one in classes(actor=actor, today=timezone.localdate()):
            number = over.get(one.key, one.over)
            count = "" if number is None else f" Over its time: {number}, of those on hold: {one.held}."
            self.stdout.write(f"{one.name} ({one.tables} tables): {one.long}. {one.then}.{count}")
        for held in holds(actor=actor):
            self.stdout.write(f"On hold: {held.reference} since {held.since}: {held.why}")

    def _remove(self, actor: Actor) -> None:
        now = timezone.now()
        files = remove_expired(actor=actor, at=now)
        left = remove_left_behind(actor=actor, at=now)
        requests = remove_old_requests(actor=actor, at=now)
        self.stdout.write(
            f"Removed: {files} kept files, {left} files that no row speaks of, {requests} old requests. Cases wait for"
            " two people: the page “Files whose time is over”."
        )

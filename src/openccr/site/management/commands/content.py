"""`openccr content check | publish FOLDER`: the packs, for whoever edits them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from openccr.content import PackError, check, packs_folder, publish


class Command(BaseCommand):
    help = "Checks every pack, or locks the new versions of one."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("check", help="validate every pack; each problem names its file, field and remedy")
        one = acts.add_parser("publish", help="lock the hashes of a pack's new versions")
        one.add_argument("key", help="the pack's key, such as gb-eng")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["act"] == "check":
            self._check()
        else:
            self._publish(options["key"])

    def _check(self) -> None:
        problems = check((packs_folder(), *settings.PACK_FOLDERS))
        for problem in problems:
            self.stdout.write(str(problem))
        if problems:
            raise CommandError(f"{len(problems)} problems in the packs.", returncode=1)
        self.stdout.write("The packs are in order.")

    def _publish(self, key: str) -> None:
        places = (packs_folder(), *settings.PACK_FOLDERS)
        folder = next((place / key for place in places if (place / key).is_dir()), None)
        if folder is None:
            raise CommandError(f"There is no pack {key}.", returncode=1)
        try:
            added = publish(folder)
        except PackError as error:
            raise CommandError("\n".join(str(problem) for problem in error.problems), returncode=1) from error
        self.stdout.write(f"Locked: {', '.join(added)}" if added else "Nothing new to lock.")

"""`openccr pack MEETING --area CODE`: the encrypted pack of a meeting, for the day on which nothing works."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import MeetingPack
from openccr.conference.packing import make_pack, take_pack
from openccr.kernel.refusals import Refusal
from openccr.partnership.services import commands_actor


class Command(BaseCommand):
    help = "Makes the encrypted pack of a meeting and writes it as age files. Recorded in the audit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("meeting", help="the meeting's id, as in its address")
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--out", type=Path, default=Path(), help="the folder to write to; this one if not given")

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            meeting = UUID(options["meeting"])
        except ValueError:
            raise CommandError("MEETING: this is no id. Copy it from the meeting's address.", returncode=2) from None
        if not options["out"].is_dir():
            raise CommandError(f"--out: there is no folder {options['out']}. Make it first.", returncode=2)
        try:
            self._write(meeting, options)
        except Refusal as why:
            raise CommandError(str(why), returncode=1) from None

    def _write(self, meeting: UUID, options: dict[str, Any]) -> None:
        actor, now = commands_actor(options["area"], purpose="pack"), timezone.now()
        with acting_as(actor):
            for pack in make_pack(actor=actor, meeting_id=meeting, at=now):
                name, data = take_pack(actor=actor, pack=pack, at=now)
                path = options["out"] / name
                # For this user alone, although it is encrypted: that there is a meeting is told to nobody either.
                with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
                    stream.write(data)
                opens_with = MeetingPack.objects.values_list("opens_with", flat=True).get(id=pack)
                self.stdout.write(f"{path}: {opens_with}")

"""`openccr transfer send|receive|key`: a case to or from another installation, as an encrypted file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.conference.models import Transfer
from openccr.conference.operations.area_keys import make_keys
from openccr.conference.operations.arrived_transfers import bring_in, open_file
from openccr.conference.operations.sending_transfers import send
from openccr.conference.queries.transfers import area_keys, known_here
from openccr.conference.rules.reading import PROCESS
from openccr.conference.rules.transfers import TransferState
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.practice import practice
from openccr.partnership.services import commands_actor
from openccr.site.importing_forms import bytes_of


class Command(BaseCommand):
    help = (
        "Sends a case that was made ready on its page to another installation as an encrypted file, receives one, or"
        " shows this area's key. Receiving says what is in the file and saves nothing unless --accept is given."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["send", "receive", "key"])
        parser.add_argument("file", type=Path, nargs="?", help="the .age file to write or to read")
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--case", help="send: the case's reference")
        parser.add_argument(
            "--read", action="store_true", help="send: somebody has read what goes; no new address in it"
        )
        parser.add_argument("--accept", action="store_true", help="receive: bring it in and acknowledge it")
        parser.add_argument("--new", action="store_true", help="key: make new keys")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            actor = commands_actor(options["area"], purpose=f"transfer {options['what']}")
            with acting_as(actor):
                {"send": self._send, "receive": self._receive, "key": self._key}[options["what"]](actor, options)
        except Refusal as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal

    def _send(self, actor: Actor, options: dict[str, Any]) -> None:
        if options["file"] is None or not options["case"]:
            raise Refusal("Say which case and which file.", remedy="Such as: transfer send M.age --case M-1234-5.")
        row = Transfer.objects.filter(file__reference=options["case"], state=TransferState.PROPOSED).first()
        if row is None or row.to_area_id is None:
            raise Refusal(
                "No transfer of this case to another installation is ready.", remedy="Propose it on the case's page."
            )
        law = practice(actor).law.usual[PROCESS].law
        sent = send(
            actor=actor, file_id=row.file_id, transfer_id=row.id, law=law, no_new_address=options["read"],
            at=timezone.now(),
        )  # fmt: skip
        write_for_owner_alone(options["file"], sent.data)
        self.stdout.write(f"Written to {options['file']}. Send it to the other area's coordinator.")

    def _receive(self, actor: Actor, options: dict[str, Any]) -> None:
        if options["file"] is None:
            raise Refusal("Say which file.")
        data = bytes_of(options["file"], remedy="Give the path of the .age file.")
        opened = open_file(actor=actor, data=data)
        one = opened.bundle
        self.stdout.write(f"From {opened.from_name}, where it is {one.reference}. {len(one.people)} people.")
        counts = {
            "risk assessments": one.risks,
            "answers of agencies": one.research,
            "past meetings": one.minutes,
            "actions": one.actions,
            "papers": one.papers,
        }
        self.stdout.write(", ".join(f"{len(rows)} {words}" for words, rows in counts.items()) + ".")
        for like in known_here(one):
            self.stdout.write(f"Possibly known: {', '.join(case.reference for case in like.cases)}.")
        if opened.before is not None:
            self.stdout.write("It has come in already. Nothing was added.")
        elif options["accept"]:
            bring_in(actor=actor, data=data, at=timezone.now())
            self.stdout.write("Accepted and acknowledged. It waits under Transfers.")
        else:
            self.stdout.write("Nothing was saved. Give --accept to bring it in.")

    def _key(self, actor: Actor, options: dict[str, Any]) -> None:
        if options["new"]:
            make_keys(actor=actor, at=timezone.now())
        own = area_keys(actor).own
        if own is None:
            raise Refusal("This area has no keys yet.", remedy="Give --new to make them.")
        self.stdout.write(own.introduction)
        self.stdout.write(f"Fingerprint: {own.fingerprint}")


def write_for_owner_alone(path: Path, data: bytes) -> None:
    """Write a file that only its owner reads. Raises CommandError when it cannot be written."""
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(data)
    except OSError as error:
        raise CommandError(f"It cannot be written to {path}: {error.strerror}.", returncode=1) from error

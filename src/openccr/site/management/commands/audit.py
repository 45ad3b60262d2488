"""`openccr audit verify|anchor|export`: checks every chain, keeps its end elsewhere, takes it out."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.audit.anchoring import LEAST_PLACES, NotSent, anchor, public_key
from openccr.audit.chain import EXPORT, Anchor, anchors_in
from openccr.audit.checking import NOBODY, chain_of, chains, verify
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.partnership.models import Partnership
from openccr.partnership.services import service_actors
from openccr.site.again import once_more
from openccr.site.management.commands.transfer import write_for_owner_alone

TAMPERED = "The audit has been tampered with, or restored from an older copy."


class Command(BaseCommand):
    help = "Checks the audit, sends its end to be kept elsewhere, or takes it out so that others can check it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        check = acts.add_parser("verify", help="name the first wrong row of each partnership's chain")
        check.add_argument(
            "--anchors",
            type=Path,
            nargs="+",
            default=[],
            metavar="PLACE",
            help="folders or files of anchors, kept elsewhere",
        )
        send = acts.add_parser("anchor", help="sign the end of each chain, print it, and send it to OPENCCR_ANCHORS")
        send.add_argument("--to", nargs="+", metavar="PLACE", help="folders and mailto: addresses in place of those")
        out = acts.add_parser("export", help="write every chain to a file, which `python chain.py` checks anywhere")
        out.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        match options["act"]:
            case "verify":
                self._verify(options["anchors"])
            case "anchor":
                self._anchor(options["to"])
            case "export":
                self._export(options["file"])

    def _verify(self, places: Sequence[Path]) -> None:
        for place in places:
            if not place.exists():
                raise CommandError(f"There are no anchors at {place}.", returncode=1)
        anchors, wrong = anchors_in(places, key=public_key() if places else None)
        if places and not anchors:
            raise CommandError("There is no anchor in what --anchors names.", returncode=1)
        for sentence in wrong:
            self.stdout.write(sentence)
        there = once_more(chains)
        names = _names()
        bad = len(wrong)
        for chain in there:
            started = time.monotonic()
            kept = [one for one in anchors if one.chain == str(chain)]
            rows, problem = once_more(partial(verify, chain, anchors=kept))
            name = names.get(chain, str(chain))
            if problem is None:
                self.stdout.write(f"{name}: {rows} rows, the chain holds ({time.monotonic() - started:.1f} s)")
            else:
                bad += 1
                self.stdout.write(f"{name}: row {problem.number} ({problem.event_id or 'no id'}): {problem.problem}")
        for lost in sorted({one.chain for one in anchors} - {str(chain) for chain in there}):
            bad += 1
            self.stdout.write(f"{lost}: there are anchors of this chain, and it is gone")
        for actor in service_actors("audit verify"):
            once_more(partial(_record_verified, actor))
        if bad:
            raise CommandError(TAMPERED, returncode=1)

    def _anchor(self, places: Sequence[str] | None) -> None:
        made: list[Anchor] = []
        to = settings.ANCHORS if places is None else places
        try:
            for actor in service_actors("audit anchor"):
                made += anchor(actor=actor, at=timezone.now(), places=to)
        except NotSent as error:
            raise CommandError(f"Not every place has the anchor: {error}", returncode=1) from error
        for one in made:
            self.stdout.write(one.text())
        self.stderr.write(f"{len(made)} anchors, in {len(to)} places, signed with the key {public_key().hex()}.")
        if len(to) < LEAST_PLACES:
            self.stderr.write("One place can be lost, or be ruled by who rules this one: name two in OPENCCR_ANCHORS.")

    def _export(self, file: Path) -> None:
        lines = [json.dumps({"format": EXPORT})]
        for chain in chains():
            head, links = chain_of(chain)
            lines.append(json.dumps({"chain": str(chain), "number": head[0], "hash": head[1].hex()}))
            lines += [json.dumps([one.number, one.event_id, one.texts, one.hash.hex()]) for one in links]
        write_for_owner_alone(file, ("\n".join(lines) + "\n").encode())
        for actor in service_actors("audit export"):
            with acting_as(actor):
                record("audit.exported")
        self.stdout.write(f"{len(lines) - 1 - len(chains())} rows written to {file}.")


def _record_verified(actor: Actor) -> None:
    with acting_as(actor):
        record("audit.verified")


def _names() -> dict[Any, str]:
    with as_walls() as owner:
        codes = dict(Partnership.objects.using(owner).values_list("id", "code"))
    return codes | {NOBODY: "outside any partnership"}

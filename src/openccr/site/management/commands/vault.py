"""`openccr vault`: the keys that wrap people's own keys and make match tokens, changed; one person's key, destroyed."""

from __future__ import annotations

import hashlib
import time
from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from openccr.access import matching, ring
from openccr.access.acting import acting_as
from openccr.access.owning import as_walls
from openccr.access.sealing import CannotUnseal
from openccr.audit.operations import record
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.models import Partnership
from openccr.partnership.services import service_actors
from openccr.people.models import KeyDestroyed, PersonKey
from openccr.people.operations import destroy_key
from openccr.people.rekeying import rekey_tokens, tokens_by_version

BATCH = 500


class Command(BaseCommand):
    help = "Changes the vault key (`rotate`), shows where it stands (`status`), destroys one person's key (`destroy`)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("status", help="how many people's keys are wrapped with which version")
        rotate = acts.add_parser(
            "rotate", help="make newer vault and match keys, wrap every person's key and renew every token"
        )
        rotate.add_argument("--resume", action="store_true", help="go on where an interrupted change stopped")
        rotate.add_argument(
            "--destroy-old", action="store_true", help="then destroy the old ones: old backups stay shut"
        )
        destroy = acts.add_parser("destroy", help="destroy a person's key: nothing sealed to her opens again")
        destroy.add_argument("person", type=UUID, help="the person's id")
        destroy.add_argument("--area", required=True, help="the partnership's code")
        destroy.add_argument("--reason", required=True, help="why, and who decided")

    def handle(self, *arguments: Any, **options: Any) -> None:
        match options["act"]:
            case "status":
                self._status()
            case "rotate":
                self._rotate(resume=options["resume"], destroy_old=options["destroy_old"])
            case "destroy":
                self._destroy(options["person"], area=options["area"], reason=options["reason"])

    def _status(self) -> None:
        with as_walls() as owner:
            held = list(PersonKey.objects.using(owner).values_list("version", flat=True))
            destroyed = KeyDestroyed.objects.using(owner).count()
        for version in ring.versions():
            self.stdout.write(f"Vault key {version}: {held.count(version)} people's keys")
        lost = len([one for one in held if one not in ring.versions()])
        self.stdout.write(f"Wrapped with a key that is not here: {lost}. Destroyed: {destroyed}.")
        for version, many in tokens_by_version().items():
            self.stdout.write(f"Match key {version}: {many} tokens")
        if matching.under_way():
            self.stdout.write("A change of match keys was interrupted: openccr vault rotate --resume")

    def _rotate(self, *, resume: bool, destroy_old: bool) -> None:
        started = time.monotonic()
        if matching.under_way() and not resume:
            raise CommandError("A change was interrupted. Go on with it: openccr vault rotate --resume")
        newest = ring.versions()[-1] if resume else ring.add()
        if not resume:
            matching.begin()
        done = 0
        try:
            while wrapped := self._some(newest):
                done += wrapped
                self.stdout.write(f"{done} keys wrapped with vault key {newest}, {self._left(newest)} to go")
        except CannotUnseal as error:
            raise CommandError(
                f"{error}. Put the missing vault key back, then: openccr vault rotate --resume"
            ) from None
        tokens = self._rekey()
        for actor in service_actors("vault rotate"):
            with acting_as(actor):
                record("vault.rotated")
        if destroy_old:
            for version in ring.versions()[:-1]:
                ring.drop(version)
        old = "destroyed" if destroy_old else "kept, for backups made before"
        self.stdout.write(
            f"Vault key {newest} wraps every person's key ({done} changed, {time.monotonic() - started:.1f} s)."
            f" Older vault keys are {old}. {tokens} match tokens are of key {matching.in_use()}; their older keys stay"
            " in use. Back up the keys folder now."
        )

    def _rekey(self) -> int:
        """Give every match token its newest key; those that were written meanwhile too. Returns how many changed."""
        version = matching.under_way() or matching.in_use()
        changed = rekey_tokens(to=version, say=self.stdout.write)
        if matching.under_way():
            matching.finish(version)
        return changed + rekey_tokens(to=version, say=self.stdout.write)

    def _some(self, newest: int) -> int:
        """Wrap some of those that are left, in a transaction of their own: an interruption loses none."""
        with as_walls() as owner:
            rows = list(
                PersonKey.objects.using(owner).exclude(version=newest).select_for_update().order_by("id")[:BATCH]
            )
            for row in rows:
                key = ring.unwrap(ring.Wrapped(row.version, bytes(row.wrapped)), owner=row.person_id)
                again = ring.wrap(key, owner=row.person_id)
                row.version, row.wrapped = again.version, again.data
            PersonKey.objects.using(owner).bulk_update(rows, ["version", "wrapped"])
        return len(rows)

    def _left(self, newest: int) -> int:
        with as_walls() as owner:
            return PersonKey.objects.using(owner).exclude(version=newest).count()

    def _destroy(self, person: UUID, *, area: str, reason: str) -> None:
        try:
            receipt = destroy_key(actor=_actor_of(area), person=person, reason=reason, at=timezone.now())
        except NotFound:
            raise CommandError(
                "Nobody with a key has that id in this area, or a file of theirs is elsewhere."
            ) from None
        except Refusal as why:
            raise CommandError(str(why)) from None
        with as_walls() as owner:
            row = KeyDestroyed.objects.using(owner).get(id=receipt)
        proof = hashlib.sha256(f"{row.id} {row.person_id} {row.fingerprint}".encode()).hexdigest()[:16]
        self.stdout.write(
            f"Receipt {row.id}: the key of {row.person_id} is destroyed and {row.rows} places with it,"
            f" {row.at:%d %B %Y %H:%M} UTC. Proof {proof}."
        )


def _actor_of(area: str) -> Actor:
    with as_walls() as owner:
        partnership = Partnership.objects.using(owner).filter(code=area).values_list("id", flat=True).first()
    for actor in service_actors("vault destroy"):
        if actor.partnership_id == partnership and partnership is not None:
            return actor
    raise CommandError(f"There is no area “{area}”.")

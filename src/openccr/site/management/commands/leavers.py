"""`openccr leavers`: an agency's feed of leavers, from a timer: whoever stands in it is out at once."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.kernel.refusals import NotFound, Refusal
from openccr.partnership.leaving import end_leavers, find_leavers, withdraw_from_leavers
from openccr.partnership.models import Agency
from openccr.partnership.services import commands_actor


class Command(BaseCommand):
    help = (
        "Ends the roles, and every session, of those who stand in an agency's list of leavers (CSV or XLSX with a"
        " column of e-mail addresses), and withdraws what invites them. Without --yes it says how many, and ends none."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the list, as the personnel or directory system gives it")
        parser.add_argument("--area", required=True, help="the partnership's code")
        parser.add_argument("--agency", required=True, help="the agency's name, as the partnership has it")
        parser.add_argument("--yes", action="store_true", help="end them")

    def handle(self, *arguments: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=1) from None
        try:
            actor = commands_actor(options["area"], purpose="leavers")
            with acting_as(actor):
                names = dict(Agency.objects.filter(left_on=None).values_list("name", "id"))
            if options["agency"] not in names:
                raise CommandError(f"--agency: there is no {options['agency']}. There are: {', '.join(sorted(names))}.")
            agency = names[options["agency"]]
            found = find_leavers(actor=actor, agency=agency, data=data, filename=path.name)
            ended = 0
            if options["yes"]:
                with acting_as(actor):
                    withdraw_from_leavers(
                        actor=actor, agency=agency, invitations=[key for key, _ in found.invited], at=timezone.now()
                    )
                    ended = end_leavers(
                        actor=actor, agency=agency, appointments=[one.appointment for one in found.found]
                    )
        except NotFound:
            raise CommandError(
                "A role has ended or an invitation was taken meanwhile. Run it again.", returncode=1
            ) from None
        except Refusal as why:
            raise CommandError(str(why), returncode=1) from None
        for row in found.unreadable:
            self.stderr.write(f"Row {row} has no e-mail address.")
        unknown = f"Addresses without a role here: {len(found.unknown)}."
        if found.invited:
            unknown = (
                f"Invitations {'withdrawn' if options['yes'] else 'not taken yet'}: {len(found.invited)}. {unknown}"
            )
        self.stdout.write(
            f"Roles ended, with their sessions: {ended}. {unknown}"
            if options["yes"]
            else f"Roles that would end: {len(found.found)}. {unknown} End them with --yes."
        )

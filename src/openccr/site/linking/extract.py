"""`openccr link extract FILE --area CODE --agency NAME`: an agency's records, taken to be compared."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.utils import timezone

from openccr.kernel.days import day_words
from openccr.kernel.refusals import NotFound, Refusal
from openccr.site.linking.saying import Saying, add_json, saying
from openccr.site.refused_rows import must_take_refused, write_refused

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

    from openccr.linkage.operations.extracts import About, Taken

HELP = "take an agency's records, sealed and its own, to be compared"
PURPOSE = "Finding people whom several agencies know and none has referred"


def add_arguments(parser: ArgumentParser) -> None:
    """The file, whose it is, and what it says of itself."""
    parser.add_argument("file", type=Path, help="CSV, XLSX or Parquet with one row a person")
    parser.add_argument("--area", required=True, help="the partnership's code")
    parser.add_argument("--agency", required=True, help="the agency's name, whose records they are and stay")
    parser.add_argument("--kind", default="other", help="what it holds: a key of the pack's list of extracts")
    parser.add_argument("--purpose", default=PURPOSE, help="what the records may be used for")
    parser.add_argument("--basis", default="art6_public_task", help="the lawful basis: a key of the pack's list")
    parser.add_argument(
        "--condition", action="append", metavar="KEY",
        help="the condition for what is sensitive or an offence, as often as needed: a key of the pack's list",
    )  # fmt: skip
    parser.add_argument(
        "--keep-until", type=date.fromisoformat, metavar="YYYY-MM-DD", help="the day by which they are deleted"
    )
    parser.add_argument("--refused", type=Path, metavar="FILE", help="write the refused rows there, to correct")
    add_json(parser)


def run(command: BaseCommand, options: dict[str, Any]) -> None:
    """Take the file, all or nothing, and say what came of each row."""
    must_take_refused(options["refused"], read=options["file"])
    try:
        data = options["file"].read_bytes()
    except OSError as error:
        raise CommandError(f"{options['file']} cannot be read: {error.strerror}.", returncode=1) from error
    with saying(command) as said:
        try:
            taken, about = _take(data, options, said)
        except NotFound as error:
            raise CommandError(f"{options['area']} has no agency called {options['agency']}.", returncode=1) from error
        except Refusal as refusal:
            how = " Give each with --condition KEY." if refusal.field == "conditions" else ""
            raise CommandError(f"{refusal}{how}", returncode=1) from refusal
    _tell(command, taken, about, as_json=options["json"])
    if options["refused"] and taken.refused_file:
        write_refused(options["refused"], taken.refused_file)


def _tell(command: BaseCommand, taken: Taken, about: About, *, as_json: bool) -> None:
    if as_json:
        told = {"id": str(taken.id), "rows": taken.rows, "refused": taken.refused, "compared": taken.compared}
        command.stdout.write(json.dumps({**told, "notes": list(taken.notes)}, ensure_ascii=False))
        return
    command.stdout.write(f"{taken.rows:,} rows taken, {taken.refused:,} refused.")
    grounds = ", ".join((about.lawful_basis, *about.conditions))
    command.stdout.write(f"{about.purpose}: {grounds}; deleted by {day_words(about.keep_until)}.")
    for note in taken.notes:
        command.stdout.write(note)
    if not taken.compared:
        command.stdout.write("They are compared with nothing until the agency's lead says so.")


def _take(data: bytes, options: dict[str, Any], said: Saying) -> tuple[Taken, About]:
    # Imported late: DuckDB is heavy, and every command imports this package.
    from openccr.access.acting import acting_as
    from openccr.linkage.operations.extracts import About, take_extract
    from openccr.linkage.rules.months import months_after
    from openccr.partnership.models import Agency
    from openccr.partnership.practice import practice
    from openccr.partnership.services import commands_actor

    actor, at = commands_actor(options["area"], purpose="link extract"), timezone.now()
    with acting_as(actor):
        agency = Agency.objects.filter(partnership_id=actor.partnership, name=options["agency"]).first()
        if agency is None:
            raise NotFound
        longest = months_after(timezone.localdate(at), practice(actor).linking.keep_months)
    about = About(
        options["kind"],
        options["purpose"],
        options["basis"],
        tuple(options["condition"] or ()),
        options["keep_until"] or longest,
    )
    taken = take_extract(
        actor=actor, agency_id=agency.id, data=data, filename=options["file"].name, about=about, at=at,
        report=lambda done, total: said(f"{done:,} rows" + (f" of {total:,} kept" if total else " read")),
    )  # fmt: skip
    return taken, about

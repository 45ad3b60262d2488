"""`openccr import form`: a filled-in form or a message becomes drafts that a person checks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from openccr.conference.operations.forms import Tried, bring_in_form, try_form
from openccr.kernel.refusals import Refusal
from openccr.partnership.services import commands_actor


def bytes_of(file: Path, *, remedy: str) -> bytes:
    """What a file holds. Raises Refusal, with that remedy, when it cannot be read."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.", remedy=remedy) from error


def tell_form(command: BaseCommand, file: Path, *, area: str, dry_run: bool, as_json: bool) -> None:
    """Read a form, begin its drafts unless it is a trial, and say what came of it.

    Raises CommandError for a file that cannot be read.
    """
    try:
        data = bytes_of(file, remedy="Give the path of a .docx or .eml file.")
        actor, at = commands_actor(area, purpose="import form"), timezone.now()
        drafts: tuple[UUID, ...] = ()
        if dry_run:
            tried = try_form(actor=actor, data=data, filename=file.name, at=at)
        else:
            brought = bring_in_form(actor=actor, data=data, filename=file.name, at=at)
            drafts, tried = brought.drafts, brought.tried
    except Refusal as refusal:
        raise CommandError(str(refusal), returncode=1) from refusal
    if as_json:
        command.stdout.write(json.dumps(_as_json(drafts, tried), ensure_ascii=False))
        return
    for one in tried:
        problems = one.read.problems if one.read else ()
        command.stdout.write(
            f"{one.form.source}: {len(one.form.answers)} answers read, {len(one.form.unplaced)} pieces of text without "
            f"a place, {len(problems)} to correct."
        )
        for problem in problems:
            command.stdout.write(f"  {problem.field}: {problem}")
        for note in one.form.notes:
            command.stdout.write(f"  {note}")
    words = "would be begun" if dry_run else "begun"
    number = sum(one.form.names_her for one in tried)
    command.stdout.write(f"{number} {'draft' if number == 1 else 'drafts'} {words}, to check before it is sent.")


def _as_json(drafts: tuple[UUID, ...], tried: tuple[Tried, ...]) -> dict[str, Any]:
    return {
        "drafts": [str(one) for one in drafts],
        "documents": [
            {
                "source": one.form.source,
                "answers": dict(one.form.answers),
                "unplaced": [{"label": left.label, "text": left.text} for left in one.form.unplaced],
                "problems": [
                    {"question": why.field or "", "reason": str(why)} for why in (one.read.problems if one.read else ())
                ],
                "notes": list(one.form.notes),
            }
            for one in tried
        ],
    }

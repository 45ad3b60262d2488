"""What every subcommand of `openccr link` does alike: says how far it is, stops when asked, says what was found."""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError

from openccr.linkage.engine.problems import Cancelled, LinkageError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from django.core.management.base import BaseCommand

_EVERY, _EVERY_LINE = 0.2, 2.0
"""Seconds between two words: on a terminal, where they stand in one line, and elsewhere."""


class Saying:
    """Says what is being done on the error stream, in one line on a terminal; stops the run once it was cancelled."""

    def __init__(self, command: BaseCommand) -> None:
        self._command, self._cancelled, self._last = command, False, 0.0
        self._terminal = sys.stderr.isatty()

    def __call__(self, what: str) -> None:
        if self._cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self._last >= (_EVERY if self._terminal else _EVERY_LINE):
            self._last = now
            self._command.stderr.write(
                f"\r\x1b[K{what}" if self._terminal else what, ending="" if self._terminal else "\n"
            )

    def cancel(self, *_: object) -> None:
        """The next word is the last."""
        self._cancelled = True


def add_json(parser: ArgumentParser) -> None:
    """The outcome for a program, in place of sentences."""
    parser.add_argument("--json", action="store_true", help="print the outcome for a program")


def tell(command: BaseCommand, options: dict[str, Any], *, numbers: dict[str, int], notes: Sequence[str],
         sentence: str) -> None:  # fmt: skip
    """Say what came of a run: as JSON with its notes, or as a sentence with the notes before it."""
    if options["json"]:
        command.stdout.write(json.dumps({**numbers, "notes": list(notes)}, ensure_ascii=False))
        return
    for note in notes:
        command.stderr.write(note)
    command.stdout.write(sentence)


@contextmanager
def saying(command: BaseCommand) -> Iterator[Saying]:
    """For the time of a run: Ctrl+C and a stop from outside end it between two steps, and nothing half is left.

    Raises:
        CommandError: with the sentence of what went wrong; exit code 130 when cancelled.
    """
    said = Saying(command)
    before = {which: signal.signal(which, said.cancel) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield said
    except LinkageError as problem:
        raise CommandError(str(problem)) from problem
    except OSError as problem:
        raise CommandError(f"{problem.filename or 'A file'} cannot be used: {problem.strerror}.") from problem
    except Cancelled:
        raise CommandError("Cancelled: nothing was written.", returncode=130) from None
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)

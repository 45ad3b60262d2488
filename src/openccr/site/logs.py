"""What the server's own log says, and what it leaves out."""

from __future__ import annotations

import logging
import traceback
from copy import copy
from types import TracebackType
from typing import TypeAlias

from django.http import HttpRequest

_Raised: TypeAlias = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class Refused(logging.Filter):
    """A request that was refused for what it is stands in the log by its kind alone: no trace, none of its words."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = "A request was refused: %s", (record.name.rsplit(".", 1)[-1],)
        record.exc_info = record.exc_text = None
        return True


class WithoutWords(logging.Formatter):
    """A fault stands in the log by its kind and the lines it came through: what it says may hold what somebody typed
    ("invalid input syntax for type date: …"), and an address may be somebody's way in (an invitation, a file).
    """

    def format(self, record: logging.LogRecord) -> str:
        bare = copy(record)  # others write the same record in their own way
        bare.exc_text = None
        asked = getattr(record, "request", None)
        if isinstance(asked, HttpRequest) and isinstance(record.args, tuple) and record.args:
            bare.args = (*record.args[:-1], _page(asked))  # Django's lines end with the address (django.utils.log)
        return super().format(bare)

    def formatException(self, ei: _Raised) -> str:
        return "\n\n".join(_fallen(one) for one in _chain(ei[1]))


def _page(asked: HttpRequest) -> str:
    """Which page was asked for, without what stands in its address."""
    found = asked.resolver_match
    return f"/{found.route}" if found else "an address of no page"


def _chain(raised: BaseException | None) -> list[BaseException]:
    """What was raised, after what it was raised from."""
    found: list[BaseException] = []
    while raised is not None and raised not in found:
        found.append(raised)
        raised = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    return found[::-1]


def _fallen(one: BaseException) -> str:
    """Its lines and its kind; of the database's own faults the code and the constraint, which name no row."""
    told = getattr(one, "diag", None)
    kind = [type(one).__qualname__, getattr(told, "sqlstate", None), getattr(told, "constraint_name", None)]
    return "".join(traceback.format_tb(one.__traceback__)) + " ".join(filter(None, kind))

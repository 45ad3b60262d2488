"""Somebody may be shut out of a case while their page is made, or while what they pressed is done: it is made again.

What was begun then fails where the wall now stands: a row that it may not write or no longer finds, a step that the
half of what is left does not allow. All of it is undone and made once more, of what they see now, so that they are
answered as for a case that does not exist.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError
from django.http import Http404, HttpRequest

from openccr.kernel.refusals import NotFound, Refusal

log = logging.getLogger("openccr.errors")
Made = TypeVar("Made")
_NOTHING_THERE: tuple[type[Exception], ...] = (NotFound, Http404, ObjectDoesNotExist)
_NOT_TWICE: tuple[type[Exception], ...] = (OperationalError,)
"""No connection, or too long already."""


def again_if_it_fails(
    make: Callable[[], Made], request: HttpRequest, *, answers: tuple[type[Exception], ...] = ()
) -> Made:
    """What `make` returns, of its second try if its first fails. A fault of ours fails both times, and is raised.

    Args:
        make: undoes what it began when it fails.
        answers: exceptions that are answers and stay so, besides that nothing is there.
    """
    refused: Refusal | None = None
    try:
        return make()
    except _NOTHING_THERE + _NOT_TWICE + answers:
        raise
    except Refusal as why:
        if request.method in ("GET", "HEAD"):
            raise
        refused = why
    except Exception as why:
        log.warning("It failed while it was made, and is made again: %s", type(why).__name__)
    for file in request.FILES.values():
        file.seek(0)  # type: ignore[union-attr]
    try:
        return make()
    except _NOTHING_THERE:
        raise
    except Exception:
        if refused is not None:
            raise refused from None
        raise

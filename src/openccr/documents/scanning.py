"""Asking a virus scanner (ClamAV's daemon, its protocol as in clamd(8)) about a file before anybody gets it.

A file is scanned when it is attached and each time it is handed over, so that what was unknown on Monday is found on
Friday; there is no list of what was passed. No scanner, one that does not answer, and one with old signatures are the
same: the file is kept, sealed, and nobody gets it (security paper, D26).
"""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings

from openccr.kernel.refusals import Refusal

NOBODY = "none"
"""What the operator says to do without: files are then passed by what they are alone."""
OLDEST = timedelta(hours=48)
SECONDS = 30
PIECE = 64 * 1024
_DATED = "%a %b %d %H:%M:%S %Y"

logger = logging.getLogger(__name__)


class NotScanned(RuntimeError):
    """The scanner cannot say whether a file is clean; the text says why, for people."""


class Harmful(Refusal):
    """The scanner found something: the file is not kept, where one that is only held back is."""


def why_held(data: bytes, *, at: datetime) -> Refusal | None:
    """Why this file is handed to nobody now; None when it is clean, or the operator does without a scanner."""
    if settings.SCANNER == NOBODY:
        return None
    try:
        found = scan(data, at=at)
    except NotScanned as why:
        # For whoever runs the server: nothing of the file, nor whose it is.
        logger.warning("Attached files are held back: %s", why)
        return Refusal(
            f"Attached files are held back: {why}", remedy="Tell whoever runs OpenCCR; nothing is lost.", field="upload"
        )
    if found:
        logger.warning("An attached file holds something harmful: %s", found)
        return Harmful(
            "A virus scanner found something harmful in this file.", remedy="Ask for it again.", field="upload"
        )
    return None


def scan(data: bytes, *, at: datetime) -> str:
    """What the scanner finds in it; "" for a clean file. Raises NotScanned."""
    if not settings.SCANNER:
        raise NotScanned("no virus scanner is set up.")
    try:
        _ask(b"zVERSION\0", _read_version(at))
        return _ask(b"zINSTREAM\0", _read_answer, data)
    except (OSError, ValueError) as error:
        raise NotScanned("the virus scanner does not answer.") from error


def _read_version(at: datetime) -> Callable[[str], str]:
    def read(answer: str) -> str:
        parts = answer.split("/")
        if len(parts) != 3:
            raise NotScanned("the virus scanner has no signatures.")
        made = datetime.strptime(parts[2].strip(), _DATED).replace(tzinfo=UTC)
        if at - made > OLDEST:
            raise NotScanned("the virus scanner's signatures are older than 48 hours.")
        return answer

    return read


def _read_answer(answer: str) -> str:
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise NotScanned("the virus scanner could not read a file.")


def _ask(command: bytes, read: Callable[[str], str], data: bytes | None = None) -> str:
    with closing(_connected()) as line:
        line.sendall(command)
        if data is not None:
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                line.sendall(len(piece).to_bytes(4, "big") + piece)
            line.sendall(b"\0\0\0\0")
        answer = b""
        while not answer.endswith(b"\0") and (more := line.recv(4096)):
            answer += more
    return read(answer.rstrip(b"\0").decode("ascii", "replace").strip())


def _connected() -> socket.socket:
    place = urlsplit(settings.SCANNER)
    if place.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(place.path)
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((place.hostname or "", place.port or 3310), timeout=SECONDS)

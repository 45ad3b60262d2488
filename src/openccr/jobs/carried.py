"""What a job carries, sealed: the queue's table is behind no wall, since the worker reads it before anybody acts.

So who can only read it learns nothing from it, and who can only write it cannot send the worker as somebody else.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any

from openccr.access.sealing import CannotUnseal, seal, unseal

PURPOSE = "job"


def carried(**words: object) -> str:
    """Ids and switches, sealed for the worker; never contents. What JSON has no form for goes as text."""
    return b64encode(seal(json.dumps(words, default=str).encode(), purpose=PURPOSE)).decode()


def opened(note: object) -> dict[str, Any]:
    """What `carried` sealed. Raises CannotUnseal for a note that the application did not write."""
    try:
        sealed = b64decode(str(note), validate=True)
    except ValueError as error:
        raise CannotUnseal("This is no note of a job") from error
    words: dict[str, Any] = json.loads(unseal(sealed, purpose=PURPOSE))
    return words

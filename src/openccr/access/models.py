"""The base of every model: a random key and a wall."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from openccr.access.walls import Wall


class Walled(models.Model):
    """A row behind a wall of the closed list.

    Keys are random (UUIDv4): a number or a time in them would tell of rows one cannot see.
    """

    wall: ClassVar[Wall]

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

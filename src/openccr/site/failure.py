"""The one error that start-up raises: a sentence for the person at the keyboard, and exit code 1."""

from __future__ import annotations


class CannotStart(Exception):
    """OpenCCR cannot start. The text names what is wrong and what to do, and holds no secret."""

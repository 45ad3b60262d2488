"""The one door by which words leave: one recipient, and nothing about anybody."""

from __future__ import annotations

from openccr.accounts.mail import tell


def post(to: str, *, subject: str, text: str) -> bool:
    """Send one message to one address; that it could not be sent is logged without the address.

    Returns False when the server refused it, so that it may be tried again.
    """
    return tell(to, subject=subject, text=text)

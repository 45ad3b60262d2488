"""Mail about accounts: to one person, and neutral, since somebody else may read it (security paper, rule 8)."""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger("openccr.mail")


class NoServer(OSError):
    """No mail server is named, so there is nothing to try again."""


class NoMail(BaseEmailBackend):
    """In place of a mail server where none is named: refuses each message, so that nobody believes it was sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        raise NoServer("no mail server is named: set OPENCCR_MAIL_URL")


class MailFailed(RuntimeError):
    """The mail server did not take the message."""


class NotSetUp(MailFailed):
    """There is no mail server that could take it."""


def send(to: str, *, subject: str, text: str) -> None:
    """Send one message to one address. Raises MailFailed, and NotSetUp when no server is named."""
    try:
        EmailMessage(subject=subject, body=text, to=[to]).send()
    except NoServer as error:
        raise NotSetUp("No mail server is named") from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailFailed("The mail server did not take the message") from error


def tell(to: str, *, subject: str, text: str) -> bool:
    """Send a message that nothing waits for: when it cannot be sent that is logged, without the address.

    Returns False when the server refused it, so that it may be tried again.
    """
    try:
        send(to, subject=subject, text=text)
    except MailFailed as why:
        log.warning("A message could not be sent")
        return isinstance(why, NotSetUp)
    return True

"""Sharing, and writing down what was shared, must not be, or goes no further than her IDVA."""

from openccr.sharing.operations.agreements import add_agreement, end_agreement, review_agreement, sign_agreement
from openccr.sharing.operations.disclosing import LetOut, disclose
from openccr.sharing.operations.grounds import say_why_without_consent
from openccr.sharing.operations.ledger import record_by_hand, share
from openccr.sharing.operations.marks import read_adviser_notes, set_mark, write_adviser_note
from openccr.sharing.operations.no_go import end_no_go, override, record_no_go

__all__ = [
    "LetOut",
    "add_agreement",
    "disclose",
    "end_agreement",
    "end_no_go",
    "override",
    "read_adviser_notes",
    "record_by_hand",
    "record_no_go",
    "review_agreement",
    "say_why_without_consent",
    "set_mark",
    "share",
    "sign_agreement",
    "write_adviser_note",
]

"""Requests, the sentences decided one by one, bundles, approvals and what was handed over."""

from openccr.subjectaccess.models.bundles import Approval, Bundle, Handover
from openccr.subjectaccess.models.passages import Passage
from openccr.subjectaccess.models.requests import SubjectRequest

__all__ = ["Approval", "Bundle", "Handover", "Passage", "SubjectRequest"]

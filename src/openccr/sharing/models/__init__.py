"""The ledger, grounds without consent, her no-go list, marks, notes for the IDVA alone, agreements."""

from openccr.sharing.models.agreements import Agreement, Party
from openccr.sharing.models.ledger import Disclosure, WithoutConsent
from openccr.sharing.models.marks import AdviserNote, Mark
from openccr.sharing.models.no_go import NoGo, Override

__all__ = ["AdviserNote", "Agreement", "Disclosure", "Mark", "NoGo", "Override", "Party", "WithoutConsent"]

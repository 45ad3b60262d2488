"""What other parts of the house ask of sharing, and what its own pages show."""

from openccr.sharing.queries.agreements import signed_agencies
from openccr.sharing.queries.ledger import has_grounds, ledger, with_grounds
from openccr.sharing.queries.marks import marks_of, may_be_minuted
from openccr.sharing.queries.no_go import no_go

__all__ = ["has_grounds", "ledger", "marks_of", "may_be_minuted", "no_go", "signed_agencies", "with_grounds"]

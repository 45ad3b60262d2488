"""What of governance the partnership's actions come from."""

from openccr.actions.arising import Arising
from openccr.governance.queries.quality import sample_with

ARISES = (
    Arising("governance.sitting", "A sitting of a group", "governance.sitting", "sitting"),
    Arising("governance.gap", "A gap that the self-assessment found", "governance.gap", "gap"),
    Arising("governance.finding", "A dip sample of cases", "governance.sample", "sample", shown_on=sample_with),
    Arising("governance.objective", "An objective of the strategy", "governance.objective", "objective"),
    Arising("governance.recommendation", "A recommendation of a review", "governance.recommendation", "recommendation"),
)

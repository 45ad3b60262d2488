"""What is done with risk assessments. They are never changed: a new one supersedes the last."""

from openccr.risk.operations.assessing import assess
from openccr.risk.operations.changes import report_change
from openccr.risk.operations.drafts import keep_draft
from openccr.risk.operations.looks import look_again
from openccr.risk.operations.not_done import close_change
from openccr.risk.operations.scores import record_scores

__all__ = ["assess", "close_change", "keep_draft", "look_again", "record_scores", "report_change"]

"""The forms of risk."""

from openccr.risk.forms.assessment import AssessmentForm
from openccr.risk.forms.change import ChangeForm
from openccr.risk.forms.look import LookForm
from openccr.risk.forms.not_done import NotDoneForm

__all__ = ["AssessmentForm", "ChangeForm", "LookForm", "NotDoneForm"]

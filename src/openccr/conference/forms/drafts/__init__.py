"""The forms of a referral that is not sent yet."""

from openccr.conference.forms.drafts.beginning import LinkForm, StartForm, Sure
from openccr.conference.forms.drafts.steps import StepForm

__all__ = ["LinkForm", "StartForm", "StepForm", "Sure"]

"""The tables of survivors' voice, by noun."""

from openccr.voice.models.contributions import Contribution, Published
from openccr.voice.models.engagements import Engagement, HeardCount, Payment
from openccr.voice.models.messages import Message

__all__ = ["Contribution", "Engagement", "HeardCount", "Message", "Payment", "Published"]

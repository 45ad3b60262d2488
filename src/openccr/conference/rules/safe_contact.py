"""How she can be reached, as a referrer answers it for each channel. Not asked is the answer until she was (3.6)."""

from __future__ import annotations

from collections.abc import Iterator

from openccr.conference.rules.drafts import Answers, said
from openccr.kernel.refusals import Refusal
from openccr.people.rules import Contact

CHANNELS = {
    "phone": ("safe_to_call", "safe_contact_notes"),
    "sms": ("safe_sms", "rule_sms"),
    "email": ("safe_email", "rule_email"),
    "post": ("safe_post", "rule_post"),
}
"""Channel → the question whether it is safe, and the one how."""

_VOICEMAIL = {"never": "Leave no voicemail.", "neutral": "Voicemail only in neutral words."}


def contact_by(channel: str, answers: Answers) -> Contact:
    """What was answered about one channel."""
    safe, rule = (said(answers, key) for key in CHANNELS[channel])
    safe = safe if safe in ("yes", "no", "conditional") else "not_asked"
    return Contact(channel=channel, safe=safe, rule=rule)


def call_rule(answers: Answers) -> str:
    """Everything that whoever calls her must know, in one place: the identity bar shows it beside the number."""
    parts = [
        ("", said(answers, "safe_contact_notes")),
        ("", _VOICEMAIL.get(said(answers, "voicemail"), "")),
        ("If somebody else answers: ", said(answers, "cover")),
        ("Safe to speak to: ", said(answers, "safe_people")),
        ("Not safe to speak to: ", said(answers, "unsafe_people")),
        (
            "",
            "Somebody else sees the victim's telephone or accounts." if said(answers, "shared_device") == "yes" else "",
        ),
    ]
    return " ".join(_sentence(before + text) for before, text in parts if text).removesuffix(".")


def conditions_not_said(answers: Answers) -> Iterator[Refusal]:
    """A channel that is safe only in one way, with nobody saying which way, would be read as safe."""
    for channel, (_, how) in CHANNELS.items():
        if contact_by(channel, answers).safe == "conditional" and not said(answers, how):
            yield Refusal("Say when and how it is safe.", remedy="Else answer that it is not.", field=how)


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."

"""How common referral forms word questions that no column of a file has."""

from __future__ import annotations

FORMS_ASK = {
    "afraid_of": ("who is the {} afraid of", "who is {} afraid of"),
    "safe_people": ("who does the {} believe it safe to talk to", "who does the {} believe it is safe to talk to"),
    "unsafe_people": ("who does the {} believe it not safe to talk to", "who does the {} not want us to talk to"),
    "referrer_name": ("contact name", "contact names", "name of referrer", "referred by"),
    "reason": ("reason for referral and additional information", "reason for referral additional information"),
    "safe_contact_notes": (
        "please insert any relevant contact information",
        "please insert any relevant contact information e g times to call",
    ),
    "heard_before": ("has the {} been referred to any other marac previously", "previous marac referral"),
}
"""Question → wordings; {} stands for a word for her. Source: SL-FORM."""

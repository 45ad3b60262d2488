"""What somebody types into the pages of a referral. Every person in it is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

DUE = timezone.localdate() + timedelta(days=90)
"""When a child is expected: of the day itself, since one that was due long ago is born."""

WHOLE: dict[str, Any] = {
    "agency": "Exampleshire Police",
    "referred_on": "20/2/2026",
    "referrer_name": "Pia Rowntree",
    "referrer_role": "Response officer",
    "referrer_email": "pia@police.example",
    "victim_given_name": "Nadia",
    "victim_family_name": "Invented",
    "victim_aliases": "Nads\nNadia Examplova",
    "victim_dob": "3/4/1988",
    "other_dobs": "4 March 1988",
    "victim_address": "1 Nowhere Lane",
    "victim_postcode": "zz99 3vz",
    "address_known": "no",
    "victim_phone": "07700 900123",
    "safe_to_call": "conditional",
    "safe_contact_notes": "After five",
    "safe_sms": "no",
    "safe_email": "not_asked",
    "safe_post": "not_asked",
    "voicemail": "never",
    "unsafe_people": "Mark's mother",
    "harmers": [
        {"given_name": "Mark", "family_name": "Invented", "dob": "1/2/1980", "sex": "male",
         "relationship": "ex_partner", "address": "2 Nowhere Lane"},
        {"given_name": "Olga", "family_name": "Invented", "relationship": "in_law"},
        {"given_name": "Piotr", "relationship": "other_family"},
    ],
    "children": [
        {"given_name": "Ella", "unborn": "no", "dob": "3/4/2019", "school": "Nowhere Primary", "to_harmer": "his",
         "carer": "her grandmother"},
        {"unborn": "yes", "expected_on": f"{DUE:%d/%m/%Y}"},
    ],
    "others": [{"given_name": "Bogdan", "connection": "his brother", "feared": "yes", "why": "He passes messages on"}],
    "criteria": ["PJ", "VHR"],
    "judgement_reason": "He has found her twice.",
    "reason_VHR": "Sixteen yes answers.",
    "afraid_of": "Mark and his brother",
    "dash_score": "16",
    "dash_on": "19/2/2026",
    "incident_on": "19/2/2026",
    "reason": "He waited outside her work.",
    "history": "Four years.",
    "victim_wishes": "To stay in her home.",
    "consent": "yes",
    "consent_limits": "Not the school",
    "victim_aware": "yes",
    "language": "Polish",
    "dialect": "Silesian",
    "interpreter": "yes",
    "interpreter_community": "no",
    "victim_sex": "female",
    "pregnant": "yes",
    "gp": "Nowhere Practice",
    "work": "Nowhere Bakery",
    "tenure": "social",
    "her_health": "Asthma",
    "bail": "Not to go near her, until 1 May",
    "staff_risk": "A large dog",
    "heard_before": "yes",
    "heard_where": "Otherbury, 2024",
    "recourse_to_public_funds": "canary: no recourse",
}  # fmt: skip
"""A referral with nothing left out that a rule looks at."""

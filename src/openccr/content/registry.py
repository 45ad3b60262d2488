"""The closed lists of names a pack may use.

A pack holds no expression. Where it needs something computed it names a function from here, and the app that
owns the function tests that every name has one. A name that is not listed fails the pack's validation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What answering "yes" to an item should lead to (owned by `risk`).
FollowUp = Literal[
    "suicide_pathway",
    "stalking_screen",
    "honour_based_abuse_questions",
    "strangulation_health_check",
    "pregnancy_pathway",
    "child_safeguarding",
    "sexual_violence_pathway",
    "firearms_check",
    "order_check",
]

# How a referral criterion is met (owned by `conference`).
CriterionRule = Literal["judgement", "score_at_least", "events_within", "repeat", "stated"]

# What starts the clock of a repeat, and which incidents count (owned by `conference`).
RepeatClock = Literal["last_referral", "last_meeting"]
RepeatIncident = Literal["any_abuse", "would_be_crime"]

# Which fact of a case makes the law offer an action (owned by `actions`).
PromptFact = Literal["any_case", "child_in_case", "several_who_harm", "housing_on_case", "police_on_case"]

# What a section of the strategy document is drawn from (owned by `governance`).
Drawn = Literal[
    "law", "national", "local", "deaths", "cost", "values", "components", "vision", "theory", "contributions", "gaps",
    "voices", "missing", "unrecorded", "organisations", "key_actions", "shared", "routes", "mechanism", "objectives",
    "learning", "aims",
]  # fmt: skip

# How a count may be broken down (owned by `insight`).
Breakdown = Literal["referral_source"]


@dataclass(frozen=True)
class Measure:
    """A named figure that `insight` can count for a period.

    Args:
        meaning: what is counted, in a sentence.
        unit: what the number is a number of.
    """

    meaning: str
    unit: Literal["cases", "people", "women", "meetings"]


MEASURES: dict[str, Measure] = {
    "meetings_held": Measure("Conference meetings held in the period.", "meetings"),
    "cases_discussed": Measure("Hearings of a victim and perpetrator in the period; a repeat counts again.", "cases"),
    "repeat_cases": Measure("Hearings whose referral met the repeat rule then in force.", "cases"),
    "children_in_household": Measure("Children in the households of the cases discussed, unborn ones too.", "people"),
    "partner_referrals": Measure("Cases discussed whose referral did not come from police.", "cases"),
    "police_referrals": Measure("Cases discussed whose referral came from police.", "cases"),
    "victims_minoritised": Measure("Cases whose victim is recorded as Black, Asian or racially minoritised.", "cases"),
    "victims_lgbt": Measure("Cases whose victim is recorded as LGBT+.", "cases"),
    "victims_disabled": Measure("Cases whose victim is recorded as disabled.", "cases"),
    "victims_male": Measure("Cases whose victim is recorded as male.", "cases"),
    "victims_16_17": Measure("Cases whose victim was 16 or 17 on the day of the meeting.", "cases"),
    "harming_17_or_under": Measure("Cases where a person who harms was 17 or under on the day.", "cases"),
    "repeat_not_decided": Measure("Cases of which nobody has said whether they are repeats.", "cases"),
    "source_not_recorded": Measure("Cases whose referral came from none of the listed sources.", "cases"),
    "ethnicity_not_recorded": Measure("Cases whose victim's ethnicity is not recorded.", "cases"),
    "lgbt_not_recorded": Measure("Cases where it is not recorded whether the victim is LGBT+.", "cases"),
    "disability_not_recorded": Measure("Cases where it is not recorded whether the victim is disabled.", "cases"),
    "sex_not_recorded": Measure("Cases whose victim's sex is not recorded.", "cases"),
    "victim_age_not_recorded": Measure("Cases whose victim's date of birth is not recorded.", "cases"),
    "harming_age_not_recorded": Measure("Cases where the age of nobody who harms is recorded.", "cases"),
    "adult_women": Measure("Adult women living in the area, from the population table in use.", "women"),
}

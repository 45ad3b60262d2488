"""The closed list of what may be counted across the walls: the columns that the role `openccr_insight` may read.

Its functions give numbers to those who may have them (docs/decisions/0013). No name, no whereabouts, no text that
somebody wrote and no column that says who a person is stands here, so that even a faulty function cannot give one away.
"""

COUNTED: dict[str, tuple[str, ...]] = {
    "conference_meeting": ("id", "partnership_id", "on"),
    "conference_hearing": ("id", "meeting_id", "file_id", "referral_id", "state"),
    "conference_referral": ("id", "source", "repeat"),
    "people_part": ("file_id", "person_id", "kind", "until_on"),
    "people_person": ("id", "born_on", "sex", "ethnicity", "disability", "lgbt"),
}

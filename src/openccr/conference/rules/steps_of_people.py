"""The pages of a referral that are asked once for each person: who harms, children, others (domain 1.5)."""

from __future__ import annotations

from openccr.conference.rules.questions import Question, Step, line, words, yes_no

_GROUP = "The people around the victim"

_GIVEN = line("given_name", "Given name")
_FAMILY = line("family_name", "Family name")
_SEX = Question(key="sex", label="Sex", kind="choice", listed="sex")

HARMERS = Step(
    key="harmers", title="People who harm", group=_GROUP, repeats="person who harms", outside=True,
    intro="Everybody who harms the victim, relatives too. They must not be told of the referral.",
    questions=(
        _GIVEN,
        _FAMILY,
        Question(key="aliases", label="Other names and spellings", kind="names", hint="One a line."),
        Question(key="dob", label="Date of birth", kind="birth"),
        _SEX,
        Question(key="relationship", label="What they are to the victim", kind="choice", listed="relationship"),
        Question(key="address", label="Address", kind="words", hint="Kept sealed.", longest=500, place=True),
        Question(key="postcode", label="Postcode", kind="postcode"),
    ),
)  # fmt: skip

CHILDREN = Step(
    key="children", title="Children", group=_GROUP, repeats="child", outside=True,
    intro="Every child of the victim's, of theirs, or in the home, unborn ones too.",
    questions=(
        _GIVEN,
        _FAMILY,
        Question(key="unborn", label="Is the child born?", kind="choice", first="no",
                 choices=(("no", "Born"), ("yes", "Not born yet"))),
        Question(key="dob", label="Date of birth", kind="birth", when=("unborn", "no")),
        Question(key="expected_on", label="When the birth is expected", kind="date", when=("unborn", "yes")),
        _SEX,
        line("to_her", "What the child is to the victim"),
        line("to_harmer", "What the child is to the person who harms"),
        Question(
            key="address", label="Address, if not the victim's", kind="words", hint="Kept sealed.", longest=500,
            place=True,
        ),
        line("school", "School or nursery", hint="Kept sealed.", place=True),
        line("carer", "In whose care, if not the victim's", hint="Kept sealed.", place=True),
    ),
)  # fmt: skip

OTHERS = Step(
    key="others", title="Other people at risk, or of whom the victim is afraid", group=_GROUP, repeats="person",
    questions=(
        _GIVEN,
        _FAMILY,
        Question(key="dob", label="Date of birth", kind="birth"),
        line("connection", "Who they are to the victim"),
        yes_no("at_risk", "Are they at risk themselves?"),
        yes_no("feared", "Is the victim afraid of them?"),
        words("why", "Why"),
    ),
)  # fmt: skip

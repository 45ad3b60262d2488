"""The pages of a referral in the order they are asked, with every field of the form (domain 1.5).

Sources: SafeLives referral form [SL-FORM] and its completion notes [FORM-GUIDE]; ESSEX, KINGSTON and KIRKLEES for what
areas add. The wording is our own.
"""

from __future__ import annotations

from dataclasses import replace

from openccr.conference.rules.questions import ASKED, Question, Step, details, line, words, yes_no
from openccr.conference.rules.steps_of_people import CHILDREN, HARMERS, OTHERS

REFERRAL, HER, WHY, MORE = "The referral", "The victim", "Why now", "More about the victim"


def _channel(key: str, rule: str, label: str) -> tuple[Question, Question]:
    return (
        Question(key=key, label=label, kind="choice", choices=ASKED, first="not_asked"),
        words(rule, "When and how it is safe", when=(key, "conditional")),
    )


_REFERRER = Step(
    key="referrer", title="Who refers", group=REFERRAL, needed=True, outside=True,
    questions=(
        Question(key="agency", label="Referring agency", kind="choice"),
        Question(key="referral_ref", label="Your reference", hint="Your agency's own number for it, if there is one.",
                 longest=60),
        Question(key="referred_on", label="Date of referral", kind="date"),
        line("referrer_name", "Your name"),
        line("referrer_role", "Your role", noun="Referrer's role", detail=True),
        line("referrer_phone", "Your telephone at work", noun="Referrer's telephone", detail=True, longest=40),
        Question(key="referrer_email", label="Your e-mail at work", kind="email"),
        line("referrer_manager", "Your manager", noun="Referrer's manager", detail=True),
        line("referrer_organisation", "Where the referrer works", detail=True, longest=300),
    ),
)  # fmt: skip

_VICTIM = Step(
    key="victim", title="The victim's name and date of birth", group=HER, needed=True, outside=True,
    questions=(
        line("victim_given_name", "Given name"),
        line("victim_family_name", "Family name"),
        Question(key="victim_aliases", label="Other names and spellings", kind="names",
                 hint="One a line. Agencies search their records by each."),
        Question(key="victim_dob", label="Date of birth", kind="birth"),
        line("other_dobs", "Other dates of birth in use", hint="If the date is uncertain, say so.", detail=True),
    ),
)  # fmt: skip

_WHERE = Step(
    key="where", title="Where the victim lives", group=HER, outside=True,
    intro="Kept sealed: whoever opens it says why. The postcode decides which area hears the case.",
    questions=(
        Question(key="victim_address", label="Address", kind="words", longest=500, place=True),
        Question(key="victim_postcode", label="Postcode", kind="postcode"),
        Question(key="address_known", label="Does the person who harms know this address?", kind="choice", detail=True,
                 choices=(("yes", "Yes"), ("no", "No, and must never learn it"),
                          ("refuge", "It is a refuge or other secret place"), ("unknown", "Not known"))),
    ),
)  # fmt: skip

_CONTACT = Step(
    key="contact", title="How the victim can be reached safely", group=HER, outside=True,
    intro="Answer only what the victim was asked. Until somebody asks, nobody calls, writes or visits.",
    questions=(
        Question(key="victim_phone", label="The victim's telephone", kind="phone"),
        *_channel("safe_to_call", "safe_contact_notes", "Is it safe to call?"),
        *_channel("safe_sms", "rule_sms", "Is it safe to send a text?"),
        Question(key="victim_email", label="The victim's e-mail", kind="email"),
        *_channel("safe_email", "rule_email", "Is it safe to send an e-mail?"),
        *_channel("safe_post", "rule_post", "Is it safe to send a letter?"),
    ),
)  # fmt: skip

_SAFE_PEOPLE = Step(
    key="safe-people", title="Who it is safe to speak to", group=HER, outside=True,
    questions=(
        words("safe_people", "Safe to speak to", hint="Who, and how to reach them."),
        words("unsafe_people", "Not safe to speak to", hint="Name everybody who must not be told, and why."),
        Question(key="voicemail", label="May a voicemail be left?", kind="choice",
                 choices=(("never", "Never"), ("neutral", "Only in neutral words"), ("yes", "Yes"),
                          ("unknown", "Not asked"))),
        words("cover", "What to say when somebody else answers", hint="A cover story or a code word."),
        yes_no("shared_device", "Does somebody else see the victim's telephone or accounts?"),
    ),
)  # fmt: skip

_CRITERIA = Step(
    key="criteria", title="Why you refer", group=WHY, needed=True, outside=True,
    intro="Choose every criterion that is met, and give the reason for each in words.",
    questions=(
        Question(key="criteria", label="Criteria", kind="criteria"),
        words("afraid_of", "Who the victim is afraid of", detail=True,
              hint="Everybody, relatives and friends of the person who harms too."),
    ),
)  # fmt: skip

_RISK = Step(
    key="risk", title="Risk assessment", group=WHY,
    intro="A score never takes your judgement down. If none was done, leave this out.",
    questions=(
        Question(key="risk_tool", label="Which tool was used?", kind="choice", listed="risk_tool"),
        Question(key="dash_score", label="Score", kind="number",
                 hint="The number of yes answers, of a tool that counts them."),
        Question(key="risk_grade", label="Grade", kind="choice", listed="risk_grade",
                 hint="Of a tool whose result is a judgement and no score."),
        Question(key="dash_on", label="When was it done?", kind="date"),
    ),
)  # fmt: skip

_INCIDENT = Step(
    key="incident", title="What happened last", group=WHY, outside=True,
    questions=(
        Question(key="incident_on", label="Date of the latest incident", kind="date"),
        words("reason", "What happened", hint="In your words or the victim's, with what was said."),
    ),
)  # fmt: skip

_HISTORY = Step(
    key="history", title="History, triggers and support", group=WHY,
    questions=(
        words("history", "The relationship and the abuse so far", detail=True),
        words("triggers", "What may set off more abuse", hint="For the victim, the children and the person who harms.",
              detail=True),
        words("support", "Support already in place", detail=True),
    ),
)  # fmt: skip

_WISHES = Step(
    key="wishes", title="What the victim wants", group=WHY, outside=True,
    questions=(
        words("victim_wishes", "What the victim wants to happen", hint="In their own words, where you can."),
        yes_no("speak_to_police", "Does the victim want to speak to the police?", detail=True),
        words("speak_to_police_why", "Why, or why not", detail=True),
    ),
)  # fmt: skip

_CONSENT = Step(
    key="consent", title="Consent, and what the victim knows", group=WHY, outside=True,
    intro="Consent is asked for and is not a condition. The person who harms must not be told.",
    questions=(
        yes_no("consent", "Has the victim consented to the referral?"),
        words("consent_limits", "Limits the victim has set", hint="For example who must not be told.",
              when=("consent", "yes"), detail=True),
        words("necessity", "Why sharing without consent is necessary and proportionate", when=("consent", "no"),
              detail=True),
        yes_no("victim_aware", "Does the victim know of the referral?"),
        words("unaware_reason", "Why the victim does not know", when=("victim_aware", "no")),
    ),
)  # fmt: skip

_LANGUAGE = Step(
    key="language", title="Language and interpreter", group=MORE,
    questions=(
        Question(key="language", label="The victim's language", longest=60),
        line("dialect", "Dialect", detail=True, longest=60),
        yes_no("interpreter", "Is an interpreter needed?"),
        Question(key="interpreter_gender", label="Which interpreter does the victim want?", kind="choice", detail=True,
                 choices=(("female", "A woman"), ("male", "A man"), ("either", "Either"), ("unknown", "Not asked"))),
        Question(key="interpreter_community", label="An interpreter from the victim's own community?", kind="choice",
                 detail=True, first="no",
                 choices=(("no", "No, unless the victim says otherwise"), ("yes", "The victim says that it is safe"))),
    ),
)  # fmt: skip

_EQUALITY = Step(
    key="equality", title="Equality", group=MORE, intro="If known. It is used to see whom the response does not reach.",
    questions=(
        Question(key="victim_sex", label="The victim's sex", kind="choice", listed="sex"),
        Question(key="ethnicity", label="The victim's ethnic group", kind="choice", listed="ethnicity"),
        yes_no("disability", "Is the victim disabled?"),
        words("disability_detail", "What that means for contact and support", when=("disability", "yes"),
              detail=True),
        yes_no("lgbt", "Is the victim LGBT+?"),
    ),
)  # fmt: skip

_LIFE = Step(
    key="life", title="Pregnancy, doctor, work and housing", group=MORE,
    questions=(
        yes_no("pregnant", "Is the victim pregnant?"),
        line("due_on", "When the baby is expected", detail=True),
        line("gp", "GP practice", hint="Kept sealed.", place=True),
        line("occupation", "Occupation", detail=True),
        line("work", "Where the victim works", hint="Kept sealed.", place=True),
        Question(key="tenure", label="Housing", kind="choice", detail=True,
                 choices=(("owner", "Owner"), ("social", "Council or housing association"),
                          ("private", "Private tenant"), ("temporary", "Temporary or refuge"),
                          ("with_others", "With family or friends"), ("none", "Homeless"), ("unknown", "Not known"))),
        line("landlord", "Landlord", hint="Kept sealed.", place=True),
    ),
)  # fmt: skip

_HEALTH = Step(
    key="health", title="Health", group=MORE,
    questions=(
        words("her_health", "The victim's health, mental health, alcohol and drugs", detail=True),
        words("harmer_health", "Health, mental health, alcohol and drugs of the person who harms", detail=True),
    ),
)  # fmt: skip

_POLICE = Step(
    key="police", title="Police, courts and orders", group=MORE,
    questions=(
        words("police_refs", "Crime and incident references", detail=True),
        line("officer", "Officer in the case", detail=True),
        words("bail", "Bail or licence conditions", hint="And until when.", detail=True),
        words("orders", "Orders in force", hint="Which court, and until when.", detail=True),
        words("charges", "Charges and court dates", detail=True),
        words("markers", "Warning markers on police systems", detail=True),
    ),
)  # fmt: skip

_STAFF = Step(
    key="staff", title="Risk to professionals", group=MORE,
    questions=(words("staff_risk", "What somebody who visits must know", detail=True),),
)  # fmt: skip

_BEFORE = Step(
    key="before", title="Earlier conferences", group=MORE,
    questions=(
        yes_no("heard_before", "Has the victim been referred to a conference before, here or elsewhere?", detail=True),
        words("heard_where", "Where, when and its reference", when=("heard_before", "yes"), detail=True),
    ),
)  # fmt: skip

_FUNDS = Step(
    key="funds", title="Recourse to public funds", group=MORE,
    intro="What you write here goes to the IDVA alone. Nobody else in the conference can read it, you included once it "
    "is sent. Leave it out if the victim has not asked you to pass it on.",
    questions=(words("recourse_to_public_funds", "Recourse to public funds, and immigration status"),),
)  # fmt: skip

STEPS: tuple[Step, ...] = (
    _REFERRER, _VICTIM, _WHERE, _CONTACT, _SAFE_PEOPLE, HARMERS, CHILDREN, OTHERS, _CRITERIA, _RISK, _INCIDENT,
    _HISTORY, _WISHES, _CONSENT, _LANGUAGE, _EQUALITY, _LIFE, _HEALTH, _POLICE, _STAFF, _BEFORE, _FUNDS,
)  # fmt: skip
"""Every page, in order."""

_KNOWN = ("agency", "referral_ref", "referred_on", "referrer_name", "referrer_manager", "referrer_organisation")
"""What a link knows of the professional it was given to."""

OUTSIDE = (
    replace(_REFERRER, questions=tuple(one for one in _REFERRER.questions if one.key not in _KNOWN)),
    *(step for step in STEPS[1:] if step.outside),
)
"""The shorter run for a professional outside the partnership."""


def inside(*, chooses_agency: bool) -> tuple[Step, ...]:
    """The pages for somebody of the partnership; only the coordinator chooses for which agency she refers."""
    hidden = {"referrer_organisation"} if chooses_agency else {"referrer_organisation", "agency"}
    first = replace(_REFERRER, questions=tuple(one for one in _REFERRER.questions if one.key not in hidden))
    return (first, *STEPS[1:])


QUESTIONS = {one.key: one for step in STEPS if not step.repeats for one in step.questions}
"""Every question that is asked once."""

DETAILS = {one.key: one for one in details(STEPS)}
"""Question → what is kept with the referral under its key."""

PLACES = {"victim_email": "email", "gp": "gp", "work": "work", "landlord": "landlord"}
"""Question → the kind of place that is sealed as the victim's, besides address, postcode and telephone."""

OF_THE_VICTIM = ("language", "interpreter", "disability", "pregnant")
"""Questions whose answers are kept with the victim, and are read on the referral beside the others."""

SHOWN = {
    one.key: one
    for step in STEPS
    if not step.repeats
    for one in step.questions
    if one.detail or one.key in OF_THE_VICTIM
}
"""What the page of a referral shows beyond its columns, in the order of the questions."""

JUDGEMENT = "PJ"


def reason_key(code: str) -> str:
    """The question that asks for the reason of a criterion."""
    return "judgement_reason" if code == JUDGEMENT else f"reason_{code}"


def step_of(key: str, steps: tuple[Step, ...] = STEPS) -> Step | None:
    """The page of that key, if it is one of these."""
    return next((step for step in steps if step.key == key), None)


def step_asking(question: str, steps: tuple[Step, ...] = STEPS) -> Step | None:
    """The page that asks a question; of a question about one of several people, as `harmers.0.dob`, their page."""
    about = "harmers" if question.startswith("perpetrator_") else question.split(".")[0]
    about = "criteria" if about.startswith("reason_") or about == "judgement_reason" else about
    return next((step for step in steps if about == step.key or any(one.key == about for one in step.questions)), None)

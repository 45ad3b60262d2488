"""The paper for a partnership that keeps no cases yet: groups, strategy, services, money and survivors' voice alone.

Source: UK GDPR, Article 35(1): a full assessment is for what is likely to be a high risk, which cases are.
"""

from __future__ import annotations

from openccr.documents.rules.paper import Block, Bullets, Facts, Heading, Notice, Para, Table
from openccr.site.assurance.facts import Installation
from openccr.site.assurance.words import for_you

HELD = (
    (
        "People who work here",
        "Name, post, agency, e-mail address, when they signed in, what they did",
        "Them, the coordinator, and their agency's lead",
    ),
    (
        "Members of groups",
        "Name, post, how senior, whether they came, what they brought",
        "The partnership; counts of an agency: itself and who leads the group",
    ),
    ("Conflicts of interest", "Whose, and what it is", "The coordinator, chairs, the agency's lead"),
    ("A talk afterwards", "That one was offered and what they answered", "That person alone; sums for who leads"),
    ("The coordinator's time", "Minutes by kind of work", "That person alone; sums of four weeks for the chair"),
    (
        "What survivors say",
        "Words, themes, what was agreed to; no name",
        "The coordinator, and the agency that was asked; anonymous words: those on duty",
    ),
    ("Payments", "A sum and the agency that knows them; no name", "The coordinator, and the agency that pays"),
    ("Services", "Organisations and how to reach them; no place of a refuge", "Everybody, as far as it is shown"),
)
"""What, which data, who reads it."""

RISKS = (
    (
        "What somebody wrote tells who they are",
        "Nobody's name is asked; the coordinator takes out what tells it before it is passed on; consent can be taken"
        " back.",
        "Words may still be known by somebody close.",
    ),
    (
        "A refuge is found through the directory",
        "No place is kept of a confidential service, by form, by file or by the database.",
        "Others may publish it.",
    ),
    (
        "A small number tells of one person",
        "Numbers of people from 1 to 4 are not shown and others are rounded.",
        "Other publications may add to them.",
    ),
    (
        "A case is written into minutes, an action or a policy",
        "The forms ask for none, and stop at what looks like an address.",
        "A name is not found by software: whoever leads a group reads the minutes before they are agreed.",
    ),
)
"""What could happen, what is done, what remains."""


def without_cases(facts: Installation) -> tuple[Block, ...]:
    """The paper for the half without cases."""
    return (
        Notice(
            "It holds only as long as no referral and no case is entered. From the first one on, the data protection"
            " impact assessment and the information-sharing agreement come before it."
        ),
        Heading("What is processed, and why"),
        Para(
            f"{facts.partnership} keeps its groups, strategy, services, contracts, policies and what survivors say in"
            " one place, so that agencies keep what they promised each other. It is about organisations; of people it"
            " holds what follows."
        ),
        Facts((("Partnership", f"{facts.partnership} ({facts.code})"), ("Software", f"OpenCCR {facts.software}"))),
        Table("People concerned", ("Who", "What is kept", "Who reads it"), HELD),
        Heading("Is a full assessment needed?"),
        Para(
            "Your data protection officer decides. There is no profiling, no matching of records, and no large use of"
            " special categories; what survivors write may hold such data, without a name. Who read what is"
            " recorded, to protect those it is about."
        ),
        Table("Risks", ("What could happen", "What is done", "What remains"), RISKS),
        Heading("The law"),
        Bullets(
            (
                "Members and staff: the public task of the authorities, or the legitimate interest of a charity (UK"
                " GDPR, Article 6(1)(e), (f))",
                "Survivors: consent, part by part, that can be taken back (Articles 6(1)(a), 9(2)(a))",
            )
        ),
        Heading("For you to say"),
        *for_you(
            "Who is the controller, and whom people ask",
            "How long minutes, contracts and contributions are kept",
            "Name, post, signature and date of the data protection officer",
        ),
    )

"""The five papers: without cases, impact assessment, sharing agreement, privacy notice, hosting.

Drafts to be checked by people.

Their order follows what UK GDPR asks for: Article 35(7) for the assessment, Article 26 for joint controllers, Articles
13 and 14 for the notice, Articles 28 and 32 for hosting. The words are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from openccr.documents.rules.paper import Block, Bullets, Content, Facts, Heading, Notice, Para, Table
from openccr.kernel.days import day_words
from openccr.site.assurance.facts import Installation, kept_for_ever
from openccr.site.assurance.light import without_cases
from openccr.site.assurance.outward import hosting, privacy_notice
from openccr.site.assurance.words import KEPT_TOO, for_you, kept_for, none_yet, protections

DRAFT = (
    "A draft filled in from this installation. Your data protection officer decides what stands in it: read every"
    " sentence, strike what does not hold for you, and sign it."
)
NOT_YET = "OpenCCR says of itself that it is not yet for real records: see SECURITY.md before you sign."
HANDLING = "Holds no personal data of anybody in a case."


@dataclass(frozen=True)
class AssurancePaper:
    """One paper: what it is called, what it is for, and how it is filled."""

    key: str
    title: str
    explains: str
    fill: Callable[[Installation], tuple[Block, ...]]

    def content(self, facts: Installation) -> Content:
        """The paper filled in."""
        return Content(title=self.title, blocks=(Notice(DRAFT), Notice(NOT_YET), *self.fill(facts)), handling=HANDLING)


def _members(facts: Installation) -> Table:
    rows = tuple(
        (one.name, one.kind, "Coordinates" if one.coordinates else "Takes part", str(one.people))
        for one in facts.members
    )
    return Table(
        "Agencies, each a controller of what it holds",
        ("Agency", "Kind", "Part", "People with access"),
        none_yet(rows, columns=4, words="No agency has joined yet."),
    )


def _law(facts: Installation) -> Table:
    rows = tuple((one.name, one.reference, one.used_for) for one in facts.bases)
    return Table("The law that a conference usually names", ("Name", "Reference", "Used for"), rows)


def _walls(facts: Installation) -> Table:
    return Table(
        "Tables by the wall in front of them",
        ("Wall", "Tables"),
        tuple((name.replace("_", " "), str(number)) for name, number in facts.walls),
    )


def _roles(facts: Installation) -> Table:
    return Table("Roles", ("Role", "People"), tuple((name, str(number)) for name, number in facts.roles))


def _agreements(facts: Installation) -> Table:
    rows = tuple(
        (
            one.title,
            day_words(one.review_on),
            ", ".join(one.signatories) or "Nobody yet",
            ", ".join(one.waiting),
        )
        for one in facts.agreements
    )
    return Table(
        "Agreements in the register",
        ("Agreement", "Review by", "Signed by", "Not signed yet"),
        none_yet(rows, columns=4, words="No agreement is in the register."),
    )


RISKS = (
    (
        "The person who harms, or a friend of theirs, works for an agency",
        "Staff are matched with the people of a case; whoever is kept out meets an empty answer.",
        "A match under another name is not found by software.",
    ),
    (
        "An address reaches the wrong person",
        "Addresses are sealed, never on a paper unless chosen, and opened with a reason.",
        "Who rightly sees an address can remember it.",
    ),
    (
        "A message or call endangers her",
        "Contact is unsafe until she has been asked; every message passes one gate.",
        "A telephone may be watched without anybody knowing.",
    ),
    (
        "Curiosity",
        "Every read is recorded, and who opens a case without work on it is shown to the coordinator.",
        "It is seen afterwards.",
    ),
    (
        "Figures point to a person",
        "Numbers from 1 to 4 are not shown and others rounded, but to those who see the cases anyway.",
        "Other publications may add to them.",
    ),
    (
        "The server or a copy of the database is stolen",
        "Whereabouts and secrets are sealed with keys outside the database.",
        "Names and notes are not sealed in the database: encrypt its disk.",
    ),
)


def _listed(names: tuple[str, ...]) -> str:
    return "; ".join(names)


def impact_assessment(facts: Installation) -> tuple[Block, ...]:
    """The data protection impact assessment."""
    return (
        Heading("What is processed, and why"),
        Para(
            f"{facts.partnership} brings agencies together about people at high risk of domestic abuse. Agencies refer,"
            " say what they know, agree actions and say what came of them. OpenCCR keeps that record."
        ),
        Facts(
            (
                ("Partnership", f"{facts.partnership} ({facts.code})"),
                ("Women aged 16 and over in the area", f"{facts.women:,}" if facts.women else "Not entered yet"),
                ("Software", f"OpenCCR {facts.software}, {facts.database}"),
                ("Holds invented people only", "Yes: a demonstration" if facts.demonstration else "No"),
            )
        ),
        Heading("Kinds of information", 3),
        Bullets((*facts.information, *facts.further, *KEPT_TOO)),
        Para(
            "Much of it is special category data (UK GDPR, Article 9) or about offences (Article 10). Health, sexuality"
            " and the victim's own words are said, minuted or told to the IDVA alone as that person lets it be."
        ),
        Heading("People concerned", 3),
        Bullets(("people who are harmed", "people who harm", "their children", "others in the household", "staff")),
        _members(facts),
        Heading("Necessity and proportion"),
        _law(facts),
        Para(
            "Consent is asked for and its limits kept, but it is not the basis of sharing: a conference goes on without"
            " it when risk is high. Each sharing without consent is recorded with law, necessity and proportion, and a"
            " case is not listed without that record. Who must not be told is asked of her and stops invitations,"
            " papers and messages."
        ),
        Heading("Matching records of several agencies"),
        Para(
            "Within the partnership, people of its own cases are compared with each other, so that one person is not"
            " two. Agencies' own lists are compared only once the board, the data protection officer and survivors have"
            " signed for that use; each is signed for by itself, ends by itself, and can be taken back. A person looks"
            " at each pair: nothing is decided about anybody by software alone."
        ),
        Table("Signed for", ("Use", "Now"), tuple((name, "In force" if on else "No") for name, on in facts.matching)),
        Heading("Risks to people, and what is done"),
        Table("Risks", ("What could happen", "What is done", "What remains"), RISKS),
        protections(),
        _walls(facts),
        Para(
            f"The audit knows {facts.acts} kinds of acts and {facts.reads} of reads; {kept_for_ever()} of them name"
            " nobody and stay when a person is erased."
        ),
        Heading("How long it is kept"),
        Para(kept_for(facts.pack)),
        Heading("For you to say"),
        *for_you(
            "Who was consulted: survivors, practitioners, each agency's data protection officer",
            "How long each agency keeps its records, and why",
            "Risks that remain, who accepts them, and when this is read again",
            "Name, post, signature and date of each data protection officer",
        ),
    )


def sharing_agreement(facts: Installation) -> tuple[Block, ...]:
    """The information-sharing agreement."""
    return (
        Heading("Between whom"),
        _members(facts),
        Heading("For what"),
        Para(
            "To keep people at high risk of domestic abuse and their children safe, to manage the behaviour of those"
            " who harm, and to protect staff. Information shared for this is used for nothing else."
        ),
        Heading("What is shared"),
        Bullets(facts.information),
        Para(f"{_listed(facts.further)}: only as that person lets it be said, minuted or told to the IDVA alone."),
        Para("Where somebody is stands on a paper only where it was chosen for that one paper, with a reason."),
        Para(
            "Only what is relevant and in proportion, about the people of a listed case, with the agencies invited to"
            " it. Research is an agency's own and stays its own; what it says is not for minutes is not minuted."
        ),
        _law(facts),
        Heading("How it is shared"),
        Para(
            "Through OpenCCR, or by a document for secure mail where an agency does not sign in. Each sharing stands in"
            " the ledger of the case: what, with whom, why, by which law, who decided."
        ),
        _roles(facts),
        Heading("What each agency promises"),
        Bullets(
            (
                "to name a lead who invites its people and ends their access the day they leave",
                "to say at once when somebody of theirs knows the people of a case",
                "to answer each request, also when it knows nobody",
                "to put its own flag on and off, and say so",
                "to answer requests of its own data subjects after asking the agency from which a fact came",
                "to tell the others of a loss within a day",
            )
        ),
        _agreements(facts),
        Heading("For you to say"),
        *for_you(
            "Joint controllers: who answers people, who reports a breach (UK GDPR, Article 26)",
            "Retention, review date, and how an agency leaves",
            "Signatures",
        ),
    )


PAPERS: Mapping[str, AssurancePaper] = {
    paper.key: paper
    for paper in (
        AssurancePaper(
            "without-cases", "Data protection without cases",
            "For a partnership that begins with groups, strategy, services and survivors' voice, and keeps no case.",
            without_cases,
        ),
        AssurancePaper(
            "impact-assessment", "Data protection impact assessment",
            "For your data protection officers: what is processed, why, what could go wrong and what is done.",
            impact_assessment,
        ),
        AssurancePaper(
            "sharing-agreement", "Information-sharing agreement",
            "For the agencies to sign: who shares what, for what, by which law.", sharing_agreement,
        ),
        AssurancePaper(
            "privacy-notice", "Privacy notice", "What people are told, where telling them is safe.", privacy_notice,
        ),
        AssurancePaper(
            "hosting", "Hosting and security", "For your security officer: what runs where, what protects it.", hosting,
        ),
    )
}  # fmt: skip

"""The papers that go outside: what people are told, and what a security officer asks of the place where it runs."""

from __future__ import annotations

from openccr.documents.rules.paper import Block, Bullets, Facts, Heading, Notice, Para, Table
from openccr.site.assurance.facts import Installation, cookies_are_secure
from openccr.site.assurance.words import KEPT_TOO, for_you, kept_for, protections


def privacy_notice(facts: Installation) -> tuple[Block, ...]:
    """What people are told, unless telling them is unsafe."""
    return (
        Notice("Not to be sent to anybody before asking whether a letter is safe. Say it in person where it is not."),
        Heading("Who we are"),
        Para(
            f"{facts.partnership}. These agencies work together when somebody is at risk from a person close to them:"
        ),
        Bullets(tuple(one.name for one in facts.members) or ("No agency has joined yet.",)),
        Heading("What we know and why"),
        Para(
            "An agency that is worried about you may tell the others what is needed to keep you safe. We ask you first"
            " where that is safe. Where the risk is high, the law lets agencies share without your agreement; you may"
            " still tell us who must not be told, and what you want to happen."
        ),
        Bullets((*facts.information, *facts.further, *KEPT_TOO)),
        Para(
            "We have it from you, from these agencies, and from people who were worried about you. Nothing is decided"
            " about you by software alone: people read it and decide."
        ),
        Heading("The law"),
        Bullets(tuple(f"{one.name} ({one.reference})" for one in facts.bases)),
        Heading("Your rights"),
        Para(
            "You may ask what is kept about you, have mistakes put right, object, and complain. A person who has harmed"
            " you is not told what you said, nor that you were discussed. Whether you have recourse to public funds is"
            " read by your adviser's service alone."
        ),
        Heading("How long it is kept"),
        Para(kept_for(facts.pack)),
        Heading("For you to say"),
        *for_you(
            "Whom to ask, and how to reach them safely; each data protection officer",
            "How to complain, to the partnership and to the Information Commissioner",
        ),
    )


def hosting(facts: Installation) -> tuple[Block, ...]:
    """What a security officer asks of the place where it runs."""
    return (
        Heading("What runs"),
        Facts(
            (
                ("Software", f"OpenCCR {facts.software}: a web server, a worker, no other service"),
                (
                    "Database",
                    f"{facts.database}, {'embedded' if facts.embedded else 'on a server of its own'}",
                ),
                ("Answers to", facts.reachable_at),
                (
                    "Encrypted connections only",
                    "Yes" if cookies_are_secure() else "No: this installation serves its own computer",
                ),
                ("Sends e-mail", "Yes, neutral messages only" if facts.sends_mail else "No"),
                (
                    "Calls out to",
                    f"{'The mail server, and an' if facts.sends_mail else 'An'} agency's sign-in where one is set up."
                    " Nothing else.",
                ),
                ("Runs as", _runs_as(facts)),
                ("Attached files", _scanned(facts)),
                (
                    "The end of the audit",
                    f"Kept in {facts.anchors} other places each night"
                    if facts.anchors
                    else "Kept nowhere else: name at least two places before real records",
                ),
            )
        ),
        protections(),
        Heading("Keys"),
        Para(
            "Keys lie in the data folder, outside the database, readable by the application alone. Who has the database"
            " without the folder cannot open whereabouts; who has both can. Copy them to different places."
            + (
                " Here the embedded database lies in a part of that folder: whoever takes the whole folder has both."
                if facts.embedded
                else ""
            )
        ),
        Heading("If one part is lost"),
        Table(
            "What a thief has",
            ("Part", "They have", "They do not have"),
            (
                ("a dump of the database", "cases, names, notes", "whereabouts, secrets of second factors"),
                ("the data folder, without the database", "keys and sealed files", "cases"),
                ("one account with its second factor", "what that person sees, on the record", "other agencies' cases"),
            ),
        ),
        Heading("For you to say"),
        *for_you(
            "Where it is hosted, in which country, by whom, under which contract (UK GDPR, Article 28)",
            "Disk encryption, backups: where, how often, who restores them, when that was last tried",
            "Who patches the system and within how many days; who looks at the log",
            "Who is called when it fails on the day of a meeting; where the printed pack is kept",
            "Cyber Essentials Plus, DSPT or ISO 27001: number and date. Last penetration test: by whom, findings",
        ),
    )


def _runs_as(facts: Installation) -> str:
    if not facts.as_root:
        return "An ordinary user" + (", PostgreSQL too" if facts.embedded else "")
    own = "; PostgreSQL as a user of its own" if facts.embedded else ""
    return f"The administrator of the server (root): give it an ordinary user{own}"


def _scanned(facts: Installation) -> str:
    if facts.demonstration and not facts.scanner:
        return "Not scanned: this is a demonstration"
    if facts.scanner == "none":
        return "Not scanned here: whoever runs it says that they are scanned elsewhere"
    return "Scanned before anybody opens them" if facts.scanner else "Handed to nobody until a scanner is named"

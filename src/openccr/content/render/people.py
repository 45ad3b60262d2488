"""What a pack says of people and of safeguarding, as a practitioner reads it."""

from __future__ import annotations

from collections.abc import Iterator

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, Table, table, yes


def people_section(pack: Pack) -> Section:
    """Safe contact, children who harm, suicidal signs and death."""
    people = pack.people
    young, message, common = people.young_harmer, people.contact_message, people.common_name
    return Section(
        "People: safe contact, children, danger to life",
        (),
        (
            table(
                pack,
                "Numbers",
                ("Figure", "Value"),
                (
                    (people.contact, ("Safe contact counts for", f"{people.contact.stands_days} days")),
                    (people.contact, ("A ban is looked at again in", f"{people.contact.ban_review_days} days")),
                    (common, ("A family name is common in one case of", f"{common.one_in}, at least {common.cases}")),
                    (young, ("Who harms is a child first below the age of", str(young.below))),
                ),
            ),
            table(
                pack,
                "Words",
                ("Where", "What is said"),
                (
                    (message, ("The one e-mail to a person of a case", f"{message.subject}. {message.text}")),
                    (young, ("Who harms and is a child", f"{young.label}. {young.bar}. {young.prompt}")),
                    (people.suicidal_signs, ("Suicidal signs", people.suicidal_signs.prompt)),
                    (people.death, ("Somebody has died", people.death.review_prompt)),
                ),
            ),
            table(
                pack, "Ways to help in a crisis", ("Way", "What is said"),
                ((one, (one.name, one.says)) for one in people.crisis_routes.values()),
            ),
            table(
                pack, "What came of an attempt to make contact", ("Outcome", "The person was reached"),
                ((one, (one.name, yes(one.reached))) for one in people.attempt_outcomes.values()),
            ),
            table(
                pack, "A child's status with social care", ("Status",),
                ((one, (one.name,)) for one in people.child_statuses.values()),
            ),
        ),
    )  # fmt: skip


def safeguarding_sections(pack: Pack) -> Iterator[Section]:
    """Referring out; nothing where a country has not said how it works there."""
    ours = pack.safeguarding
    if ours.version is None:
        return
    routes = {key: one.name for key, one in ours.routes.items()} | {"both": "Both"}
    tables: tuple[Table, ...] = (
        table(
            pack, "To whom", ("Route", "Received by", "Advice"),
            ((one, (one.name, pack.agencies.kinds[one.agency_kind].name, one.advice)) for one in ours.routes.values()),
        ),
        table(
            pack, "Levels of need", ("Level", "Route", "What it means"),
            ((one, (one.name, routes[one.route], one.meaning)) for one in ours.thresholds.values()),
        ),
        table(
            pack, "Urgency", ("Urgency", "Decided within", "Advice"),
            ((one, (one.name, f"{one.days} working days", one.advice)) for one in ours.urgencies.values()),
        ),
        table(
            pack, "Clocks, from the day of sending", ("Answer", "Within"),
            ((one, (one.name, f"{one.days} working days")) for one in ours.clocks.values()),
        ),
        table(
            pack, "Outcomes", ("Outcome", "Route", "Nothing is done, so a reason is needed"),
            ((one, (one.name, routes[one.route], yes(one.nothing_done))) for one in ours.outcomes.values()),
        ),
        table(
            pack, "Reasons for referring without consent", ("Reason",),
            ((one, (one.name,)) for one in ours.reasons_without_consent.values()),
        ),
        table(
            pack, "Professional disagreement, rung by rung", ("Rung", "Within"),
            ((one, (one.name, f"{one.days} working days")) for one in ours.escalation.values()),
        ),
    )  # fmt: skip
    yield Section(
        f"Referring to safeguarding (version {ours.version})",
        (f"What is late is asked for again every {ours.chase_again_days} working days.",),
        tables,
    )

"""What the directory and survivors' voice hold of practice."""

from __future__ import annotations

from openccr.content.pack import Pack
from openccr.content.render.parts import Section, table, yes


def service_section(pack: Pack) -> Section:
    """The words by which services are found, the way for each level of risk, and what is asked of each."""
    told = pack.directory
    return Section(
        "Services",
        (
            f"An entry is looked at again after {told.check_days} days, and asked for every {told.chase_days} days.",
            f"That a service takes people is believed for {told.capacity_days} days.",
        ),
        (
            table(pack, "Thematic areas", ("Area",), ((one, (one.name,)) for one in told.themes.values())),
            table(
                pack, "Whom services are for", ("Audience", "A programme for people who abuse"),
                ((one, (one.name, yes(one.programme))) for one in told.audiences.values()),
            ),
            table(pack, "What services offer", ("Offer",), ((one, (one.name,)) for one in told.traits.values())),
            table(
                pack, "What is done at each level of risk", ("Risk", "Steps"),
                ((one, (one.name, " ".join(one.steps))) for one in told.pathways.values()),
            ),
            table(
                pack, "Groups whose need, services and voices are compared", ("Group", "Beside the population"),
                ((one, (one.name, yes(one.compares))) for one in told.groups.values()),
            ),
            table(
                pack, "Help for the whole country", ("Help", "Telephone", "Address"),
                ((one, (one.name, f"{one.phone} {one.says}".strip(), one.href)) for one in told.elsewhere.values()),
            ),
            table(
                pack, "The last person to come", ("Of", "Asked"),
                ((one, (one.name, one.asks)) for one in told.last_person.values()),
            ),
        ),
    )  # fmt: skip


def voice_section(pack: Pack) -> Section:
    """How survivors are asked, paid and answered."""
    told = pack.voice
    said = [f"An agency answers within {told.answer_days} working days."]
    if told.hours:
        said.append(f"{told.hours.words} Anonymous messages are read within {told.hours.working_days} working days.")
    if told.payments:
        said.append(f"What was accepted is paid within {told.payments.pay_days} days. {told.payments.advice}")
    return Section(
        "Survivors' voice",
        tuple(said),
        (
            table(pack, "Ways to be heard", ("Way",), ((one, (one.name,)) for one in told.channels.values())),
            table(pack, "What they may agree to", ("Consent",), ((one, (one.name,)) for one in told.consents.values())),
            table(
                pack, "Looked at before anybody is asked", ("Check", "Asked", "With children alone"),
                ((one, (one.name, one.asks, yes(one.children))) for one in told.checks.values()),
            ),
            table(
                pack, "What a code may show", ("Reply", "Words"),
                ((one, (one.name, one.text)) for one in told.replies.values()),
            ),
        ),
    )  # fmt: skip

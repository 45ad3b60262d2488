"""How partners stand to one another, for the coordinator and chairs; the register of conflicts of interest."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone

from openccr.audit.operations import record
from openccr.governance.forms.representation import DynamicForm, HandleForm, InterestForm, StandsForm
from openccr.governance.models import Dynamic
from openccr.governance.operations.dynamics import (
    change_dynamic,
    declare_interest,
    handle_interest,
    map_dynamic,
)
from openccr.governance.pages import pages
from openccr.governance.pages.board_parts import KEEP, day, due_word, offered, table_panel, way
from openccr.governance.queries.boards import agency_choices
from openccr.governance.queries.representation import dynamic_of, dynamics, interest_of, interests
from openccr.kernel.actors import Actor
from openccr.partnership.practice import practice
from openccr.ui.kinds import Asked, Done, Screen, ask, record_page
from openccr.ui.maps import Ring


def _dynamics(*, actor: Actor) -> Screen:
    today = timezone.localdate()
    found = dynamics(actor=actor)
    record("dynamics.read", subjects=[one.id for one in found])
    known = practice(actor).boards.strengths
    names = sorted({one.name for pair in found for one in (pair.first, pair.second)})
    numbers = {name: number for number, name in enumerate(names, start=1)}
    return Screen(
        title="How partners stand to one another",
        data={
            "lead": "For the coordinator and chairs alone: so that partners from the voluntary sector are heard, and "
            "nothing is left to get worse.",
            "ring": _ring(actor, found, names) if found else None,
            "panels": [
                table_panel(
                    "Pairs",
                    ("Between", "How it is", "What is seen", "What is done", "Looked at by"),
                    [
                        (
                            f"/boards/dynamics/{one.id}/" if actor.whole_area else None,
                            (
                                f"{numbers[one.first.name]} {one.first.name} and {numbers[one.second.name]} "
                                f"{one.second.name}",
                                known[one.strength].name + ("; they compete for contracts" if one.rivals else ""),
                                one.words or "–", one.doing or "–", due_word(one.review_on, today=today),
                            ),
                        )
                        for one in found
                    ],
                    empty="No relationship is mapped yet.",
                    actions=offered(actor, "Map a relationship", "map_dynamic", KEEP),
                )
            ],
        },
        crumbs=way(("How partners stand", "")),
    )  # fmt: skip


def _ring(actor: Actor, found: list[Dynamic], names: list[str]) -> Ring:
    known = practice(actor).boards.strengths
    care = sum(known[one.strength].needs_care for one in found)
    kinds = ", ".join(f"{one.line} for {one.name.lower().partition(':')[0]}" for one in known.values())
    return Ring(
        key="partners",
        title="Who stands how to whom",
        names=names,
        pairs={(one.first.name, one.second.name): known[one.strength].line for one in found},
        sentence=f"{len(found)} relationship{'s' if len(found) != 1 else ''} between {len(names)} partners; {care} "
        f"{'are' if care != 1 else 'is'} thin or tense. Lines: {kinds}.",
    )


record_page(
    pages, "boards/dynamics/", name="dynamics", title="How partners stand to one another", may="governance.dynamics",
    query=_dynamics, reads="dynamics.read", template="governance/boards.html",
)  # fmt: skip


def _strengths(actor: Actor) -> list[tuple[str, str]]:
    return [(key, one.name) for key, one in practice(actor).boards.strengths.items()]


ask(
    pages, "boards/dynamics/map/", name="map_dynamic", title="Map a relationship", may=KEEP, form=DynamicForm,
    operation=lambda *, actor, **given: map_dynamic(actor=actor, **given, at=timezone.now()),
    about=lambda *, actor: Asked(crumbs=way(("How partners stand", "/boards/dynamics/"), ("Map a relationship", ""))),
    choices=lambda *, actor: {"agencies": agency_choices(actor=actor), "strengths": _strengths(actor)},
    done=lambda _: Done("/boards/dynamics/", "Mapped."),
)  # fmt: skip


def _about_pair(*, actor: Actor, dynamic: UUID) -> Asked:
    row = dynamic_of(actor=actor, dynamic_id=dynamic)
    return Asked(
        title=f"{row.first.name} and {row.second.name}",
        crumbs=way(("How partners stand", "/boards/dynamics/"), ("How they stand now", "")),
    )


def _pair_now(*, actor: Actor, dynamic: UUID) -> dict[str, Any]:
    row = dynamic_of(actor=actor, dynamic_id=dynamic)
    return {name: getattr(row, name) for name in ("strength", "rivals", "words", "doing", "review_on")}


ask(
    pages, "boards/dynamics/<uuid:dynamic>/", name="change_dynamic", title="How two partners stand now", may=KEEP,
    form=StandsForm, about=_about_pair, initial=_pair_now,
    operation=lambda *, actor, dynamic, **given: change_dynamic(
        actor=actor, dynamic_id=dynamic, **given, at=timezone.now()
    ),
    choices=lambda *, actor, dynamic: {"strengths": _strengths(actor)},
    done=lambda _, *, dynamic: Done("/boards/dynamics/", "Saved."),
)  # fmt: skip


def _interests(*, actor: Actor) -> Screen:
    found = interests(actor=actor)
    record("interest.read", subjects=[one.id for one in found])
    known = practice(actor).boards.interests
    return Screen(
        title="Conflicts of interest",
        data={
            "lead": "Whoever has an interest in a contract does not read what commissioning groups do. Agencies' leads "
            "see their own agency's.",
            "panels": [
                table_panel(
                    "Register",
                    ("Agency", "Whose", "What", "Declared", "What is done about it", "Over"),
                    [
                        (
                            f"/boards/interests/{one.id}/" if actor.whole_area and not one.ended_on else None,
                            (
                                one.agency.name, one.person or "The agency",
                                f"{known[one.kind].name if one.kind in known else one.kind}: {one.words}",
                                f"{day(one.declared_on)}, {one.declared_by}", one.handled or "Not said yet",
                                day(one.ended_on),
                            ),
                        )
                        for one in found
                    ],
                    empty="No conflict of interest is declared.",
                    actions=offered(actor, "Declare one", "declare_interest", "governance.declare"),
                )
            ],
        },
        crumbs=way(("Conflicts of interest", "")),
    )  # fmt: skip


record_page(
    pages, "boards/interests/", name="interests", title="Conflicts of interest", may="governance.interests",
    query=_interests, reads="interest.read", template="governance/boards.html",
)  # fmt: skip


def _interest_choices(*, actor: Actor) -> dict[str, Any]:
    agencies = agency_choices(actor=actor)
    if not actor.whole_area:
        agencies = [one for one in agencies if one[0] == str(actor.agency_id)]
    return {
        "agencies": agencies,
        "kinds": [(key, one.name) for key, one in practice(actor).boards.interests.items()],
    }


_REGISTER = ("Conflicts of interest", "/boards/interests/")

ask(
    pages, "boards/interests/declare/", name="declare_interest", title="Declare a conflict of interest",
    may="governance.declare", form=InterestForm, choices=_interest_choices,
    operation=lambda *, actor, **given: declare_interest(actor=actor, **given, at=timezone.now()),
    about=lambda *, actor: Asked(
        button="Declare it", crumbs=way(_REGISTER, ("Declare one", "")),
        intro="An interest in a contract closes commissioning groups to the whole agency from now on.",
    ),
    initial=lambda *, actor: {"agency_id": actor.agency_id},
    done=lambda _: Done(_REGISTER[1], "Declared."),
)  # fmt: skip


def _about_interest(*, actor: Actor, interest: UUID) -> Asked:
    row = interest_of(actor=actor, interest_id=interest)
    return Asked(
        title=f"{row.agency.name}: {row.words}", crumbs=way(_REGISTER, (row.agency.name, "")),
    )  # fmt: skip


ask(
    pages, "boards/interests/<uuid:interest>/", name="handle_interest", title="Handle a conflict of interest", may=KEEP,
    form=HandleForm, about=_about_interest,
    operation=lambda *, actor, interest, **given: handle_interest(
        actor=actor, interest_id=interest, **given, at=timezone.now()
    ),
    initial=lambda *, actor, interest: {"handled": interest_of(actor=actor, interest_id=interest).handled},
    done=lambda _, *, interest: Done(_REGISTER[1], "Saved."),
)  # fmt: skip

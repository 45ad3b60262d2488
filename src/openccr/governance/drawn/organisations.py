"""Part D of the strategy document: organisations by thematic area, key actions, what is shared, how to refer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from openccr.actions.queries.area import area_actions
from openccr.actions.rules.states import ACTION
from openccr.directory.queries.pathways import PathwayShown, pathways
from openccr.directory.queries.services import taken
from openccr.directory.queries.thematic import thematic_tables
from openccr.documents.rules.paper import Block, Bullets, Heading, Para
from openccr.governance.drawn.source import Drawing, listed, tabled
from openccr.insight.counting import sees_every_figure
from openccr.insight.rules.figures import rounded
from openccr.insight.rules.wording import number_words
from openccr.kernel.days import day_words
from openccr.partnership.models import Agency
from openccr.sharing.models import Agreement, Disclosure
from openccr.sharing.queries.agreements import agreements
from openccr.sharing.rules.agreements import AgreementState

PROCESS = "marac"
OTHERS = "In no thematic area"
NAMED = 6
"""How many agencies that signed are named; of more their number stands there."""


def organisations(of: Drawing) -> tuple[Block, ...]:
    """The table of each thematic area. The edition for everybody has the services that everybody finds."""
    blocks: list[Block] = []
    for one in thematic_tables(actor=of.actor, public=of.public):
        rows = [(row.organisation, row.status, row.level, "; ".join(row.services), row.protocol) for row in one.rows]
        head = ("Organisation", "Status", "Level of action", "Services", "Coordination, protocol")
        caption = f"Organisations active in: {one.name.lower()}"
        blocks += [Heading(one.name, 3), *tabled(caption, head, rows, none="The directory has none.")]
    return (*blocks, Para(of.as_of))


def key_actions(of: Drawing) -> tuple[Block, ...]:
    """The objectives of each thematic area, with what is done for them."""
    actions = defaultdict(list)
    ids = [one.id for one in of.lines.every_objective]
    for action in area_actions(today=of.today, arises_ids=ids):
        actions[action.arises_id].append(action)
    blocks: list[Block] = []
    for theme in of.pack.directory.themes.values():
        blocks.append(Heading(theme.name, 3))
        rows = [
            (
                one.words,
                one.agency.name if one.agency else "Not said yet",
                day_words(one.due_on) if one.due_on else "",
                "\n".join(f"{act.text} ({act.agency}, {ACTION.states[act.state].lower()})" for act in actions[one.id])
                or "None agreed yet",
            )
            for one in of.lines.every_objective
            if one.theme == theme.key
        ]
        head = ("Objective", "Led by", "By", "Actions")
        blocks += tabled(f"Key actions: {theme.name}", head, rows, none="The strategy has no objective here yet.")
    return (*blocks, Para(of.as_of))  # fmt: skip


def shared(of: Drawing) -> tuple[Block, ...]:
    """Which kinds of information agencies of each thematic area were told, from the ledger; and the agreements."""
    return (*_ledger(of), *_agreements(of))


def _ledger(of: Drawing) -> tuple[Block, ...]:
    if not sees_every_figure():
        return (Para("What the ledger holds is counted when a coordinator who sees every case makes the document."),)
    since = timezone.make_aware(datetime.combine(of.today - timedelta(days=365), time.min))
    lines = Disclosure.objects.filter(at__gte=since).exclude(agency=None)
    areas, names = _areas(of), {key: one.name for key, one in of.pack.law.kinds.items()}
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for agency, kinds, number in lines.values_list("agency_id", "kinds").annotate(number=Count("id")):
        for area in areas.get(agency, (OTHERS,)):
            for kind in kinds:
                counted[names.get(kind, kind)][area] += number
    every = [one.name for one in of.pack.directory.themes.values()] + [OTHERS]
    told = [area for area in every if any(area in row for row in counted.values())]
    return tabled(
        "How often something was shared in twelve months, by the thematic area of whoever was told",
        ("Kind of information", *told),
        ((kind, *(number_words(rounded(row[area])) for area in told)) for kind, row in sorted(counted.items())),
        none="Nothing has been shared in the last twelve months.",
        source="Source: the ledger of what was shared, twelve months to "
        f"{day_words(of.today)}, rounded to the nearest 5 so that nobody can be found in it. An agency of two areas "
        "counts in both; one without a service in the directory counts where its kind belongs.",
    )


def _areas(of: Drawing) -> dict[object, tuple[str, ...]]:
    """Agency → the thematic areas of its services in the directory, or else that of its kind."""
    names = {key: one.name for key, one in of.pack.directory.themes.items()}
    found: dict[object, set[str]] = defaultdict(set)
    services = taken(of.actor).exclude(provider__agency=None)
    for agency, theme in services.values_list("provider__agency_id", "theme"):
        if theme in names:
            found[agency].add(names[theme])
    kinds = of.pack.agencies.kinds
    for agency, kind in Agency.objects.filter(partnership_id=of.actor.partnership).values_list("id", "kind"):
        if agency not in found and kind in kinds and kinds[kind].theme:
            found[agency].add(names[str(kinds[kind].theme)])
    return {agency: tuple(sorted(several)) for agency, several in found.items()}


def _agreements(of: Drawing) -> Iterator[Block]:
    kinds = {key: one.name for key, one in of.pack.law.kinds.items()}
    covers = dict(Agreement.objects.values_list("id", "kinds"))
    yield from tabled(
        "Agreements on sharing information",
        ("Agreement", "What for", "Kinds of information", "Signed by", "Looked at again"),
        (
            (
                one.title, one.purpose, ", ".join(kinds.get(key, key) for key in covers[one.id]) or "All",
                _signed([party.agency for party in one.parties if party.signed_on]),
                day_words(one.review_on),
            )
            for one in agreements(actor=of.actor, today=of.today)
            if one.state != AgreementState.ENDED
        ),
        none="There is no agreement on sharing information.",
        source=of.as_of,
    )  # fmt: skip


def _signed(agencies: list[str]) -> str:
    """Who signed, by name where they are few: a column of all agencies would be a page long."""
    if len(agencies) > NAMED:
        return f"{len(agencies)} agencies"
    return ", ".join(agencies) or "Nobody yet"


def routes(of: Drawing) -> tuple[Block, ...]:
    """How to refer: to the conference, to safeguarding, and to services at each level of risk."""
    process = of.pack.processes.get(PROCESS)
    blocks: list[Block] = []
    if process is not None:
        criteria = [f"{one.name}: {one.meaning}" for one in process.criteria.values()]
        blocks += [Heading("To the conference on high-risk cases", 3), listed(criteria, none="No criteria are set.")]
    safeguarding = of.pack.safeguarding.routes.values()
    if safeguarding:
        blocks += [Heading("To safeguarding", 3), Bullets(tuple(f"{one.name}: {one.advice}" for one in safeguarding))]
    for one in pathways(of.actor):
        blocks += _pathway(of, one)
    return (*blocks, Para(of.as_of))


def _pathway(of: Drawing, one: PathwayShown) -> Iterator[Block]:
    yield Heading(one.name, 3)
    yield Para(one.lead)
    yield listed(one.steps, none="No steps are written down.")
    none = "No service is the route yet."
    seen = [route.row for route in one.routes if route.row.published and not route.row.confidential]
    if of.public:
        rows = [(row.name, row.provider.name, row.phone or row.website or row.email) for row in seen]
        yield from tabled(f"Services: {one.name}", ("Service", "Organisation", "Reach it by"), rows, none=none)
    else:
        kept = [route for route in one.routes if not route.row.confidential]
        rows = [(each.row.name, each.row.provider.name, each.how or "Not said") for each in kept]
        yield from tabled(f"Services: {one.name}", ("Service", "Organisation", "How to refer"), rows, none=none)

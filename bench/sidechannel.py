"""How long a hidden case and one that does not exist take to be answered, page by page, as somebody kept out of it.

Goal (security paper, C3): on each of the twenty pages of a case most opened, |Cliff's delta| below 0.147 (no more than
a negligible effect) and medians less than 2 ms apart, over 2,000 pairs in turn. `PAIRS=100` takes fewer. Each answer
waits for a full step of time (`openccr.ui.evenly`), most of it idle, so two pages for each core are timed side by side;
`SIDE_BY_SIDE=1` takes one after the other. That the answers are equal byte for byte is what `./run bench walls` finds
out for every address.
"""

from __future__ import annotations

import os
import random
import time
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from statistics import median
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import connections

from bench._area import actor, use_area
from bench._pages import signed_in
from bench._report import figure, say, show

if TYPE_CHECKING:
    from django.db.models import Model
    from django.test import Client

PAIRS = int(os.environ.get("PAIRS", "2000"))
SIDE_BY_SIDE = int(os.environ.get("SIDE_BY_SIDE", 2 * (os.cpu_count() or 1)))
DELTA, GAP_MS = 0.147, 2.0
WARM = 20
PAGES = (
    "conference.case", "conference.case_people", "conference.case_risk", "conference.case_said",
    "conference.case_actions", "conference.case_sharing", "conference.case_papers", "conference.referral",
    "conference.research", "conference.research_copy", "conference.past_hearing", "conference.last_seen",
    "conference.date_add", "conference.papers_of_file", "actions.action", "actions.done", "risk.choose", "risk.new",
    "people.contact", "sharing.ledger",
)  # fmt: skip
"""The pages of a case that a representative opens most."""


def main() -> None:
    use_area()
    ids = hidden_case()
    connections.close_all()  # a process of its own has its own
    worst_delta, worst_gap = 0.0, 0.0
    with ProcessPoolExecutor(SIDE_BY_SIDE, mp_context=get_context("fork")) as processes:
        for page, (one, other) in zip(PAGES, processes.map(partial(timed, ids=ids), PAGES), strict=True):
            delta, gap = cliffs_delta(one, other), abs(median(one) - median(other))
            say(f"{page:28} {median(one):7.2f} ms  {median(other):7.2f} ms  delta {delta:+.3f}")
            worst_delta, worst_gap = max(worst_delta, abs(delta)), max(worst_gap, gap)
    figure("C3.pages", "pages timed, hidden against missing", len(PAGES), ">= 20", len(PAGES) >= 20)
    figure("C3.pairs", "pairs on each, in turn", PAIRS, ">= 2,000", PAIRS >= 2000)
    figure("C3.delta", "largest |Cliff's delta|", round(worst_delta, 3), f"< {DELTA}", worst_delta < DELTA)
    figure("C3.gap", "largest gap of medians", round(worst_gap, 3), f"< {GAP_MS:g}", worst_gap < GAP_MS, unit="ms")
    show()


def hidden_case() -> dict[str, UUID]:
    """A case that the demonstration's excluded worker is kept out of, with what stands on it."""
    from openccr.access.owning import as_walls
    from openccr.actions.models import Action
    from openccr.casefiles.models import Exclusion
    from openccr.conference.models import Hearing, Referral, Research
    from openccr.people.models import Part

    models: dict[str, type[Model]] = {"hearing": Hearing, "referral": Referral, "research": Research, "action": Action}
    with as_walls() as owner:
        kept_out = Exclusion.objects.using(owner).filter(user_id=str(actor("excluded").user_id), until_at=None)
        file = kept_out.values_list("file_id", flat=True)[0]
        rows = {
            name: model._default_manager.using(owner).filter(file_id=file).first() for name, model in models.items()
        }
        person = Part.objects.using(owner).filter(file_id=file).values_list("person_id", flat=True)[0]
    found = {name: row.pk if row is not None else uuid4() for name, row in rows.items()}
    return {"file": file, "person": person, **found}


def timed(page: str, ids: dict[str, UUID]) -> tuple[list[float], list[float]]:
    """Milliseconds of both answers, pair by pair, whichever comes first being drawn anew each time."""
    # Signed in anew: what a request notes of the session is undone, and it would end in the middle as idle.
    client = signed_in("excluded")
    one: list[float] = []
    other: list[float] = []
    order = random.Random(page)
    for number in range(PAIRS + WARM):
        pair = [(one, address(page, ids)), (other, address(page, dict.fromkeys(ids, uuid4())))]
        order.shuffle(pair)
        for taken, where in pair:
            spent = asked(client, where)
            if number >= WARM:
                taken.append(spent)
    return one, other


def asked(client: Client, where: str) -> float:
    """How long one request takes; what it wrote is undone."""
    from django.db import transaction

    with transaction.atomic():
        started = time.perf_counter()
        status = client.get(where).status_code
        spent = (time.perf_counter() - started) * 1000
        transaction.set_rollback(True)
    assert status == 404, f"{where} answers {status} to somebody who is kept out"
    return spent


def address(page: str, ids: dict[str, UUID]) -> str:
    """The page's address about these ids."""
    from django.urls import reverse

    needs = {
        "conference.referral": ("referral",),
        "conference.research": ("research",),
        "conference.past_hearing": ("hearing",),
        "actions.action": ("action",),
        "actions.done": ("action",),
        "people.contact": ("person",),
    }
    kwargs: dict[str, object] = {name: ids[name] for name in ("file", *needs.get(page, ()))}
    return reverse(page, kwargs=kwargs | ({"instrument": "dash24@1"} if page == "risk.new" else {}))


def cliffs_delta(one: Sequence[float], other: Sequence[float]) -> float:
    """How often one is longer less how often it is shorter, over all pairs; 0 when they are alike, 1 at most."""
    ranked = sorted(other)
    longer = sum(bisect_left(ranked, each) for each in one)
    shorter = sum(len(ranked) - bisect_right(ranked, each) for each in one)
    return (longer - shorter) / (len(one) * len(ranked))


main()

"""What is late today: the partnership's own actions in words, those of cases as numbers."""

from __future__ import annotations

from collections.abc import Sequence

from openccr.actions.queries.area import area_actions
from openccr.actions.queries.promises import late_by_agency
from openccr.documents.rules.paper import Block, Para, Table
from openccr.governance.closed_groups import told
from openccr.governance.competing import ALL
from openccr.governance.pack_sections import Asked, PackSection
from openccr.kernel.days import day_words


def _late(asked: Asked) -> Sequence[Block]:
    late = late_by_agency(today=asked.today)
    own = [one for one in area_actions(today=asked.today, not_ended=True) if one.late]
    if not late:
        return [Para("Nothing is late today.")]
    blocks: list[Block] = [
        Table(
            "Late actions by agency, of cases and of the partnership",
            ("Agency", "Late", "Oldest since"),
            (
                (ALL, f"{sum(one.count for one in late):,}", day_words(min(one.oldest for one in late))),
                *((one.agency, f"{one.count:,}", day_words(one.oldest)) for one in late),
            ),
        )
    ]
    if own:
        rows = tuple((one.agency, told(one.text, one.arises_id), day_words(one.due_on)) for one in own)
        blocks.append(Table("The partnership's own late actions", ("Agency", "What", "Was due"), rows))
    return [Para(f"As things stand on {day_words(asked.today)}."), *blocks]


SECTIONS = (PackSection("late_actions", "Late actions", 30, _late),)

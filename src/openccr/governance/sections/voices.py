"""What survivors said by theme, how it was answered, and what was published of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from openccr.documents.rules.paper import Block, Heading, Para, Table
from openccr.governance.pack_sections import Asked, PackSection
from openccr.insight.rules.figures import rounded
from openccr.insight.rules.tables import published_parts
from openccr.insight.rules.wording import number_words
from openccr.kernel.days import day_words
from openccr.partnership.practice import practice
from openccr.voice.models import Contribution, Published
from openccr.voice.rules.contributions import VOICE, State


def _voices(asked: Asked) -> Sequence[Block]:
    said = Contribution.objects.filter(received_on__range=(asked.first, asked.last)).exclude(state=State.WITHDRAWN)
    rows = list(said.values_list("themes", "state"))
    form = practice(asked.actor).assessments.get("ccr")
    names = {key: one.name for key, one in form.components.items()} if form else {}
    themes = Counter(theme for row in rows for theme in row[0])
    states, whole = published_parts(Counter(VOICE.states[row[1]] for row in rows))
    blocks: list[Block] = [
        Para(
            f"Survivors told us something {number_words(whole)} times; numbers are rounded to the nearest 5."
            if rows else "Nothing that survivors said came in during this quarter."
        )
    ]  # fmt: skip
    if states:
        told = tuple((words, number_words(number)) for words, number in states.items())
        blocks.append(Table("What became of what they said", ("State", "How often"), told))
    if themes:
        # One contribution may speak to several themes, so the lines add up to nothing and each is rounded alone.
        lines = tuple((names.get(key, key), number_words(rounded(number))) for key, number in themes.most_common())
        blocks.append(Table("What they spoke about", ("Theme", "How often"), lines))
    done = Published.objects.filter(partnership_id=asked.actor.partnership, on__range=(asked.first, asked.last))
    published = tuple((one.said, one.did, day_words(one.on)) for one in done.order_by("on", "id"))
    if published:
        blocks += [Heading("You said, we did", 3), Table("Published", ("You said", "We did", "On"), published)]
    return blocks


SECTIONS = (PackSection("voices", "What survivors said", 70, _voices),)

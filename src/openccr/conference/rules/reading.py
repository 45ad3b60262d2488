"""What a file of referrals is read by, and why a row of it is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from openccr.conference.rules.submissions import ReferringAgency
from openccr.content import Pack
from openccr.content.schema.base import Entry
from openccr.content.schema.imports import ImportFormat
from openccr.kernel.text import comparable
from openccr.tabular import Problem, Row, swapped_dates

FORMAT = "referrals"
"""The pack's format of a file of referrals."""
PROCESS = "marac"
"""The pack's conference."""
FIRST_HARMER = "perpetrator_"
HARMERS = (FIRST_HARMER, "perpetrator_2_")
"""How the columns of each person who harms begin."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a file is read by: the pack, the partnership's agencies and the day.

    Args:
        pack: the practice of the partnership.
        agencies: every agency that may refer.
        today: in the partnership's time zone.
        swapped: date columns whose date cells have day and month exchanged, with what is wrong.
        optional: columns that the pack requires and this reading does not.
        format: the pack's format that the file is in.
    """

    pack: Pack
    agencies: Sequence[ReferringAgency]
    today: date
    swapped: Mapping[str, Problem] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()
    format: str = FORMAT

    @property
    def form(self) -> ImportFormat:
        """The columns, and the words for them and their values."""
        return self.pack.imports[self.format]

    @cached_property
    def wordings(self) -> Mapping[str, Mapping[str, str]]:
        """Each list of values: comparable wording → value; its key and its name in the pack are wordings too."""
        pack = self.pack
        named: dict[str, Mapping[str, Entry]] = {"relationship": pack.relationships.relationships}
        named |= {name: category.values for name, category in pack.equality.categories.items()}
        return {
            name: {comparable(entry.name): value for value, entry in named.get(name, {}).items()}
            | {comparable(wording): value for value, wordings in values.items() for wording in (value, *wordings)}
            for name, values in self.form.values.items()
        }

    def wordings_of(self, column: str) -> Mapping[str, str]:
        """The wordings of the values that a column of choices may hold; none for another column."""
        return self.wordings.get(self._lists.get(column, ""), {})

    @cached_property
    def _lists(self) -> Mapping[str, str]:
        columns = ((name, self.form.column(name)) for name in self.form.headings if name not in self.form.ticks)
        return {name: column.values for name, column in columns if column.values}

    @cached_property
    def by_wording(self) -> Mapping[str, tuple[ReferringAgency, ...]]:
        """Comparable wording → the agencies it may mean: by name first, else by the kind of agency it is."""
        found: dict[str, tuple[ReferringAgency, ...]] = {}
        kinds = {name: source.agency_kind for name, source in self.pack.agencies.referral_sources.items()}
        for wording, source in self.wordings["referral_source"].items():
            found[wording] = tuple(one for one in self.agencies if one.kind == kinds.get(source))
        for name, kind in self.pack.agencies.kinds.items():
            found[comparable(kind.name)] = found[comparable(name)] = tuple(
                one for one in self.agencies if one.kind == name
            )
        found |= {comparable(agency.name): (agency,) for agency in self.agencies}
        return found

    def looking_at(self, rows: Sequence[Row]) -> Reading:
        """The same reading, warned of columns in which these rows have day and month exchanged."""
        found = {name: swapped_dates(row.cell(name) for row in rows) for name in _date_columns(self.form)}
        return replace(self, swapped={name: problem for name, problem in found.items() if problem is not None})


def _date_columns(form: ImportFormat) -> list[str]:
    names = [name for name in form.headings if name not in form.ticks]
    return [name for name in names if form.column(name).kind in ("date", "birth_date")]

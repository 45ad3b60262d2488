"""The wall of actions: a case's stand behind the case, the partnership's before those who answer for them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from openccr.access.walls import APP, AgencysOwn, File, Policy

_NO_FILE = '"{table}"."file_id" IS NULL'
"""SQL: the row is the partnership's own. What is a case's keeps every policy of the case, word for word."""


def _of_files(policies: list[Policy], table: str) -> list[Policy]:
    """The policies that only narrow, asked of the rows of cases alone."""
    free = _NO_FILE.format(table=table)

    def narrowed(test: str | None) -> str | None:
        return None if test is None else f"{free} OR ({test})"

    return [
        one if one.permissive else replace(one, using=narrowed(one.using), check=narrowed(one.check))
        for one in policies
    ]


@dataclass(frozen=True)
class ActionWall(AgencysOwn):
    """A case's action is an agency's own row of that file.

    One of the partnership is seen and changed by who leads the partnership's work and by the agency that does or
    confirms it; it is put in by the former, for an agency of the area.
    """

    def own(self, table: str) -> list[Policy]:
        here = f'{_NO_FILE.format(table=table)} AND "{table}"."partnership_id" = (SELECT openccr.actor_partnership())'
        leads = "(SELECT openccr.actor_role()) IN ('coordinator', 'chair', 'commands')"
        mine = (
            "(SELECT openccr.actor_role()) IN ('lead', 'representative', 'idva')"
            f' AND (SELECT openccr.actor_agency()) IN ("{table}"."agency_id", "{table}"."checker_agency_id")'
        )
        answers = f"{here} AND ({leads} OR ({mine}))"
        agencies = [f'"{table}"."agency_id"', f'"{table}"."checker_agency_id"']
        there = " AND ".join(
            # A table's name of this code, never what anybody typed.
            f"({agency} IS NULL OR EXISTS (SELECT 1 FROM partnership_agency a"  # noqa: S608
            f' WHERE a.id = {agency} AND a.partnership_id = "{table}"."partnership_id"))'
            for agency in agencies
        )
        return [
            *_of_files(super().own(table), table),
            Policy("area", APP, command="SELECT", using=answers),
            Policy("area_insert", APP, command="INSERT", check=f"{here} AND {leads} AND {there}"),
            Policy("area_update", APP, command="UPDATE", using=answers, check=answers),
        ]


@dataclass(frozen=True)
class ReminderWall(File):
    """A case's reminder is a row of that file; one of the partnership is seen by whoever sees the action."""

    def own(self, table: str) -> list[Policy]:
        seen = (
            # A table's name of this code, never what anybody typed.
            f"{_NO_FILE.format(table=table)} AND (SELECT openccr.actor_partnership()) IS NOT NULL"  # noqa: S608
            f' AND EXISTS (SELECT 1 FROM actions_action a WHERE a.id = "{table}"."action_id" AND a.file_id IS NULL)'
        )
        return [*_of_files(super().own(table), table), Policy("area", APP, using=seen, check=seen)]

"""`openccr asvs`: each requirement of the verification standard with the test or document that shows it, counted."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from openccr.site.requirements import Requirement, requirements


class Command(BaseCommand):
    help = "Prints OWASP ASVS 5.0.0, levels 1 and 2, with the test or document for each requirement, and counts them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--open", action="store_true", help="only what is not met")

    def handle(self, *args: Any, **options: Any) -> None:
        every = requirements()
        chapter = ""
        for one in every:
            if options["open"] and one.shown_by != "open":
                continue
            if one.chapter != chapter:
                chapter = one.chapter
                self.stdout.write(f"\n{chapter}")
            self.stdout.write(f"  {one.number:<8}L{one.level}  {one.about}\n{'':<14}{one.evidence}")
        self.stdout.write(f"\n{counted(every)}")


def counted(every: list[Requirement]) -> str:
    """How many are met, by what, in a sentence for each level."""
    lines = []
    for level in (1, 2):
        of = [one for one in every if one.level == level]
        by = {kind: sum(one.shown_by == kind for one in of) for kind in ("test", "document", "none", "open")}
        lines.append(
            f"Level {level}: {len(of)} requirements, {len(of) - by['none']} apply; "
            f"{by['test']} shown by a test, {by['document']} by a document, {by['open']} open."
        )
    return "\n".join(lines)

"""Who looks at the directory, and who keeps its entries."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.partnership.policy import coordinates
from openccr.partnership.rules import Role

MAY: dict[str, Rule] = {
    "directory.look": Rule(lambda actor, subject: None),
    "directory.see": role(
        Role.COORDINATOR, Role.CHAIR, Role.REPRESENTATIVE, Role.IDVA, Role.LEAD, Role.ANALYST, Role.PANEL_WORKER,
        sentence="Members of the partnership see the whole directory.",
    ),
    "directory.keep": role(
        Role.COORDINATOR, Role.LEAD, Role.REPRESENTATIVE, Role.IDVA,
        sentence="The agency whose entry it is keeps it, or the coordinator.",
    ),
    "directory.add": coordinates,
    "directory.propose": role(Role.LEAD, sentence="An agency's lead proposes a service of the agency."),
    "directory.import": coordinates | role(Role.COMMANDS, sentence="Only the coordinator brings in a file."),
    "directory.chase": role(Role.COMMANDS, sentence="The nightly job asks the owners of entries."),
}  # fmt: skip

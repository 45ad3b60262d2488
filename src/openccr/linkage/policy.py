"""Who may ask whether a person is known; who signs, sends, answers, reviews and looks at the queue."""

from __future__ import annotations

from openccr.access.may import Rule, role, scope
from openccr.casefiles.policy import works_on_cases
from openccr.partnership.policy import coordinates
from openccr.partnership.rules import Role, Scope

_SIGNS = role(
    Role.CHAIR, Role.PROTECTION_OFFICER, Role.COORDINATOR, Role.IDVA, Role.PANEL_WORKER,
    sentence="The board's chair, the data protection officer and whoever supports the survivors' panel sign.",
)  # fmt: skip

MAY: dict[str, Rule] = {
    "linkage.ask_known": works_on_cases,
    "linkage.see_sign_offs": role(
        Role.CHAIR, Role.PROTECTION_OFFICER, Role.COORDINATOR, Role.IDVA, Role.LEAD, Role.REPRESENTATIVE,
        Role.PANEL_WORKER,
        sentence="Members of the partnership see what was signed.",
    ),
    "linkage.sign": _SIGNS,
    "linkage.extracts": role(
        Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.COORDINATOR, Role.PROTECTION_OFFICER,
        sentence="An agency's own people see what it sent.",
    ),
    # Whoever sends a record is asked about what it matches: a list of one name would be a search of everybody's cases.
    "linkage.send_extract": role(
        Role.LEAD, Role.CLIENT, Role.COMMANDS,
        sentence="The agency's lead sends its records, or its own system does.",
    ),
    "linkage.api_extract": scope(Scope.SEND_EXTRACTS),
    "linkage.let_compare": role(Role.LEAD, sentence="The agency's lead decides whether its records are compared."),
    "linkage.compare": coordinates,
    "linkage.run": role(Role.COMMANDS, sentence="Only the partnership's service compares records."),
    "linkage.answer": role(
        Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.COORDINATOR,
        sentence="The agency that holds the record answers.",
    ),
    "linkage.answers": coordinates,
    "linkage.review": role(
        Role.LEAD, Role.REPRESENTATIVE, Role.IDVA, Role.COORDINATOR,
        sentence="Representatives, agency leads, IDVAs and the coordinator look through doubtful pairs.",
    ),
    "linkage.measure": role(
        Role.CHAIR, Role.PROTECTION_OFFICER, Role.COORDINATOR,
        sentence="The coordinator, the chair and the data protection officer see how good it is.",
    ),
    "linkage.learn": coordinates,
    "linkage.missing": coordinates,
    "linkage.missing_figures": role(
        Role.CHAIR, Role.PROTECTION_OFFICER, Role.COORDINATOR,
        sentence="The coordinator, the chair and the data protection officer see what came of the queue.",
    ),
}  # fmt: skip

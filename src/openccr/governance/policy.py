"""Who looks at the conference's quality, and who writes of it."""

from __future__ import annotations

from openccr.access.may import Rule, role
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.policy import coordinates
from openccr.partnership.rules import Role

_MEMBERS = (
    Role.COORDINATOR, Role.CHAIR, Role.LEAD, Role.ANALYST, Role.REPRESENTATIVE, Role.IDVA, Role.PANEL_WORKER,
)  # fmt: skip


def _of_own_agency(actor: Actor, agency_id: object) -> Refusal | None:
    # Asked without an agency, for a button: the operation asks again with it.
    if agency_id is None or agency_id == actor.agency_id or actor.whole_area:
        return None
    return Refusal("A lead signs for their own agency; the coordinator writes down what the others signed.")


MAY: dict[str, Rule] = {
    "governance.calendar": role(*_MEMBERS, sentence="Members of the partnership look at its calendar."),
    "governance.keep_calendar": coordinates,
    "governance.remind": role(Role.COMMANDS, sentence="The nightly work reminds of the calendar."),
    "governance.time": role(Role.COORDINATOR, sentence="The coordinator keeps this for herself."),
    "governance.load": role(Role.CHAIR, sentence="The chair looks at how much the coordination takes."),
    "governance.offer_debrief": role(
        Role.COORDINATOR, Role.CHAIR, sentence="Those who lead the work offer a talk afterwards."
    ),
    "governance.debrief": role(*_MEMBERS, sentence="Members of the partnership are offered this."),
    "governance.board_packs": role(
        Role.COORDINATOR, Role.CHAIR, Role.COMMANDS, sentence="Those who lead the partnership make the boards' pack."
    ),
    "governance.make_pack": coordinates
    | role(Role.COMMANDS, sentence="Only the coordinator of this partnership makes the boards' pack."),
    "governance.watch": coordinates,
    "governance.handover": coordinates,
    "governance.quality": role(
        Role.COORDINATOR, Role.CHAIR, sentence="Only those who lead the conference look at its quality."
    ),
    "governance.check": coordinates,
    "governance.audit": coordinates,
    "governance.assessment": role(
        *_MEMBERS, Role.COMMANDS, sentence="Members of the partnership look at the self-assessment."
    ),
    "governance.rate": role(
        Role.LEAD, Role.COORDINATOR, sentence="An agency's lead rates for the agency, the coordinator for their own."
    ),
    "governance.speak_for_panel": coordinates
    | role(Role.PANEL_WORKER, sentence="The survivors' panel's worker writes down what the panel says."),
    "governance.moderate": coordinates,
    "governance.see_ratings": role(
        Role.COORDINATOR, Role.CHAIR, sentence="Who leads the moderation sees what each agency said."
    ),
    "governance.strategy": role(*_MEMBERS, sentence="Members of the partnership look at the strategy."),
    "governance.write_strategy": coordinates,
    "governance.contribute": role(
        Role.LEAD, Role.COORDINATOR, sentence="An agency's lead agrees to what the agency contributes."
    ),
    "governance.remark": role(*_MEMBERS, sentence="Members of the partnership say what they think of the strategy."),
    "governance.note_value": role(
        Role.COORDINATOR, Role.CHAIR, Role.ANALYST, sentence="Those who work with figures note values."
    ),
    "governance.author": role(
        Role.COORDINATOR, Role.CHAIR, Role.ANALYST, sentence="Those who work with figures write the document."
    ),
    "governance.learning": role(*_MEMBERS, sentence="Members of the partnership look at recommendations of reviews."),
    "governance.recommend": coordinates,
    "governance.follow_up": role(
        Role.LEAD, Role.COORDINATOR, sentence="The agency that leads it, or the coordinator, writes this down."
    ),
    "governance.assure": role(
        Role.COORDINATOR, Role.CHAIR, sentence="The coordinator or a chair assures what was done."
    ),
    "governance.read_learning": Rule(lambda actor, subject: None),
    "governance.boards": role(*_MEMBERS, Role.COMMANDS, sentence="Members of the partnership look at its groups."),
    "governance.keep_boards": coordinates,
    "governance.lead_board": role(
        Role.COORDINATOR,
        Role.CHAIR,
        Role.LEAD,
        Role.REPRESENTATIVE,
        Role.IDVA,
        Role.PANEL_WORKER,
        sentence="Members of the partnership lead its groups and pass matters on.",
    ),
    "governance.dynamics": coordinates | role(Role.CHAIR, sentence="The coordinator and chairs look at this."),
    "governance.interests": coordinates
    | role(Role.CHAIR, Role.LEAD, sentence="The coordinator, chairs and agencies' leads look at this."),
    "governance.declare": coordinates | role(Role.LEAD, sentence="An agency's lead declares this."),
    "governance.contracts": role(
        Role.COORDINATOR,
        Role.CHAIR,
        Role.LEAD,
        sentence="Contracts are for who leads the partnership, and for the provider's own lead.",
    ),
    "governance.keep_contracts": coordinates,
    "governance.report_measure": role(
        Role.COORDINATOR, Role.LEAD, sentence="The provider's own lead reports, or the coordinator."
    ),
    "governance.pilots": role(*_MEMBERS, sentence="Members of the partnership look at pilots."),
    "governance.keep_pilots": coordinates,
    "governance.costs": role(
        Role.COORDINATOR, Role.CHAIR, Role.ANALYST, sentence="Only those who work with figures see what abuse costs."
    ),
    "governance.keep_costs": coordinates,
    "governance.policies": role(*_MEMBERS, sentence="Members of the partnership read its policies."),
    "governance.keep_policies": role(
        Role.COORDINATOR, Role.LEAD, sentence="The coordinator keeps policies, an agency's lead the agency's own."
    ),
    "governance.sign_policy": role(Role.COORDINATOR, Role.LEAD, sentence="An agency's lead signs, or the coordinator.")
    & Rule(_of_own_agency),
    "governance.read_policy": role(*_MEMBERS, sentence="Members of the partnership say what they have read."),
    "governance.contract_leave": role(Role.LEAD, sentence="A provider's lead gives this leave, and nobody for it."),
}

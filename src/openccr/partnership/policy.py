"""What may be done with a partnership's agencies and appointments; who may give which role is `rules.Desk`."""

from __future__ import annotations

from openccr.access.may import Rule, role, signed_in
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import Refusal
from openccr.partnership.rules import Role


def _keeps_accounts(actor: Actor, _: object) -> Refusal | None:
    if actor.whole_area or actor.role == Role.LEAD:
        return None
    return Refusal("An agency's lead, or the coordinator of this partnership, does this.")


def _coordinates(actor: Actor, _: object) -> Refusal | None:
    return None if actor.whole_area else Refusal("Only the coordinator of this partnership does this.")


keeps_accounts = Rule(_keeps_accounts)
coordinates = Rule(_coordinates)
_commands = role("commands", sentence="The command of the leavers' feed does this.")

MAY: dict[str, Rule] = {
    "partnership.accept": Rule(lambda actor, subject: None),
    "partnership.choose": signed_in,
    "partnership.people": keeps_accounts,
    "partnership.invite": keeps_accounts,
    "partnership.let_back_in": keeps_accounts,
    "partnership.confirm": keeps_accounts,
    "partnership.change_dates": keeps_accounts,
    "partnership.end": keeps_accounts | _commands,
    "partnership.clients": keeps_accounts,
    "partnership.sign_in": keeps_accounts,
    "partnership.print_codes": keeps_accounts,
    "partnership.suspend": role("commands", sentence="The nightly job suspends what is not used."),
    "partnership.agencies": coordinates,
    "partnership.population": coordinates,
    "partnership.add_agency": coordinates,
}

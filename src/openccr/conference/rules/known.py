"""What the answers of a referral say of the victim that she may be recognised by."""

from __future__ import annotations

from openccr.conference.rules.drafts import Answers, said
from openccr.linkage.rules.asked import Asked
from openccr.people.rules import Description


def asked_of(answers: Answers) -> Asked:
    """The victim of the answers, as far as they describe her."""
    own = (said(answers, "victim_given_name"), said(answers, "victim_family_name"))
    others = [
        tuple(line.strip().rsplit(" ", 1)) for line in said(answers, "victim_aliases").splitlines() if line.strip()
    ]
    aliases = tuple((one[0], one[1]) if len(one) == 2 else (own[0], one[0]) for one in others)
    return Asked(
        names=tuple(name for name in (own, *aliases) if any(name)),
        born=said(answers, "victim_dob"),
        sex=said(answers, "victim_sex"),
        postcode=said(answers, "victim_postcode"),
        phone=said(answers, "victim_phone"),
    )


def asked_of_victim(victim: Description) -> Asked:
    """The victim of a referral that was read from a file."""
    places = dict(victim.places)
    return Asked(
        names=tuple((one.given, one.family) for one in victim.names if one.given or one.family),
        born=victim.born_on.isoformat() if victim.born_on and not victim.born_on_is_expected else "",
        sex=victim.sex,
        postcode=places.get("postcode", ""),
        phone=places.get("phone", ""),
    )

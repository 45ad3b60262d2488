"""The pages of governance: the yearly check of the conference, dip samples, and the self-assessment."""

from openccr.ui.registry import Pages

pages = Pages("governance")

from openccr.governance.pages import (  # noqa: E402
    assessment,  # noqa: F401
    board,  # noqa: F401
    board_packs,  # noqa: F401
    boards,  # noqa: F401
    checks,  # noqa: F401
    contracts,  # noqa: F401
    contracts_cut,  # noqa: F401
    coordination,  # noqa: F401
    costs,  # noqa: F401
    debriefs,  # noqa: F401
    decisions,  # noqa: F401
    dynamics,  # noqa: F401
    escalations,  # noqa: F401
    findings,  # noqa: F401
    funding,  # noqa: F401
    gaps,  # noqa: F401
    indicators,  # noqa: F401
    moderating,  # noqa: F401
    outcomes,  # noqa: F401
    pilots,  # noqa: F401
    policies,  # noqa: F401
    policies_one,  # noqa: F401
    policies_signing,  # noqa: F401
    rating,  # noqa: F401
    recommendation_moves,  # noqa: F401
    recommendations,  # noqa: F401
    recommending,  # noqa: F401
    representation,  # noqa: F401
    representation_acts,  # noqa: F401
    round_moves,  # noqa: F401
    samples,  # noqa: F401
    sitting_acts,  # noqa: F401
    sitting_papers,  # noqa: F401
    sitting_past,  # noqa: F401
    sitting_presence,  # noqa: F401
    sitting_sheets,  # noqa: F401
    sittings,  # noqa: F401
    strategy,  # noqa: F401
    strategy_document,  # noqa: F401
    strategy_partners,  # noqa: F401
    terms,  # noqa: F401
    unreached,  # noqa: F401
    watch,  # noqa: F401
)

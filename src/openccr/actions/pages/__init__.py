"""The pages of actions, declared by noun."""

from openccr.ui.registry import Pages

pages = Pages("actions")

from openccr.actions.pages import (  # noqa: E402
    actions,  # noqa: F401
    area,  # noqa: F401
    flags,  # noqa: F401
    locks,  # noqa: F401
    moves,  # noqa: F401
    owners,  # noqa: F401
    prompts,  # noqa: F401
    report,  # noqa: F401
    review,  # noqa: F401
)

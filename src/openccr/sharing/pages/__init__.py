"""The pages of sharing, declared by noun."""

from openccr.ui.registry import Pages

pages = Pages("sharing")

from openccr.sharing.pages import (  # noqa: E402
    agreements,  # noqa: F401
    ledger,  # noqa: F401
    marks,  # noqa: F401
    no_go,  # noqa: F401
)

"""Walls of the tables that libraries bring: they carry no `wall` of their own."""

from __future__ import annotations

from openccr.access.walls import SignIn, System, Wall

_READ = ("SELECT",)
_NONE: tuple[str, ...] = ()


def framework_walls() -> dict[str, Wall]:
    """Table → wall for Django, allauth and procrastinate; read before anybody is known, never by page code."""
    return {
        "django_migrations": System(commands=_READ, migrating=True),
        "django_content_type": System(commands=_READ, migrating=True),
        "auth_permission": System(commands=_NONE, migrating=True),
        "auth_group": System(commands=_NONE),
        "auth_group_permissions": System(commands=_NONE),
        "account_emailaddress": SignIn(),
        "account_emailconfirmation": SignIn(),
        "mfa_authenticator": SignIn(),
        "socialaccount_socialaccount": SignIn(),
        "socialaccount_socialapp": System(commands=_NONE),
        "socialaccount_socialtoken": System(commands=_NONE),
        "procrastinate_jobs": System(),
        "procrastinate_events": System(),
        "procrastinate_periodic_defers": System(),
        "procrastinate_workers": System(),
    }

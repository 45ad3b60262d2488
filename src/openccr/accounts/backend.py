"""Who an account is, and whether a password is theirs: asked behind the wall of sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from openccr.access.sign_in import at_sign_in


class Accounts(AuthenticationBackend):
    """allauth's backend behind the wall."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        with at_sign_in():
            return super().authenticate(request, **credentials)

    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        with at_sign_in():
            return super().get_user(user_id)

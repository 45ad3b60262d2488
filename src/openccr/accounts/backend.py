"""Who an account is, and whether a password is theirs: asked behind the wall of sign-in."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection
from django.http import HttpRequest

from openccr.access.sign_in import at_sign_in
from openccr.accounts.models import User
from openccr.accounts.operations import record_own


class Accounts(AuthenticationBackend):
    """allauth's backend behind the wall."""

    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        """Whose password it is. That of a closed account is a wrong one, in answer and in count, and so is that of
        somebody who has left: no role, and no invitation to one, stands for them any more.
        """
        with at_sign_in():
            user = super().authenticate(request, **credentials)
            self.unstash_authenticated_user()  # allauth would let whoever has the password of a closed account try on
            stays = user is not None and _has_way_in(user)
        if isinstance(user, User) and not stays:
            record_own(user=user, type="account.turned_away")
        return user if stays else None

    def get_user(self, user_id: Any) -> AbstractBaseUser | None:
        with at_sign_in():
            return super().get_user(user_id)


def _has_way_in(user: AbstractBaseUser) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT openccr.has_way_in(%s)", [user.pk])
        return bool(cursor.fetchone()[0])

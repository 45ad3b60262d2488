"""Accounts: who can sign in. What they may do hangs on their appointments."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from openccr.access.models import Walled
from openccr.access.walls import SignIn


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """An account that can sign in; without a password it must be invited to choose one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One human being's account. There is no superuser and no staff flag."""

    wall: ClassVar[SignIn] = SignIn(commands=("SELECT", "INSERT", "UPDATE"))

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = UserManager()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


class PrintedCode(Walled):
    """A one-time code on paper, for a room without telephones. It stands in for the second factor once, on its day.

    `code` is a keyed token: neither the table nor a dump of it says what stands on the sheet.
    """

    wall = SignIn(commands=("SELECT", "INSERT", "UPDATE", "DELETE"), changes=("used_at",))

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=64)
    good_until = models.DateField()
    printed_at = models.DateTimeField()
    printed_by = models.UUIDField(help_text="The appointment that printed it.")
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code"], name="printed_code_once")]


class Session(AbstractBaseSession):
    """One browser. `session_key` is a keyed token of what the cookie holds, which stands nowhere."""

    wall: ClassVar[SignIn] = SignIn()

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    started_at = models.DateTimeField(help_text="When the account was first seen in it.")
    address = models.GenericIPAddressField(null=True)
    browser = models.CharField(max_length=200, help_text="What the browser calls itself.")

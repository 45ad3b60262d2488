"""Every address: the declared pages, sign-in, and nothing else (tests/walls/test_pages.py holds it to that)."""

from __future__ import annotations

from django.urls import path

from openccr.accounts.urls import SIGN_IN
from openccr.site.health import healthz
from openccr.site.http_api import urlpatterns as calls
from openccr.ui.registry import urlpatterns as declared

urlpatterns = [
    *declared(),
    *SIGN_IN,
    *calls(),
    path("healthz", healthz, name="healthz"),
]
handler400 = "openccr.ui.errors.bad_request"
handler403 = "openccr.ui.errors.forbidden"
handler404 = "openccr.ui.errors.not_found"
handler500 = "openccr.ui.errors.server_error"

"""A second identity provider, of another make: Django OAuth Toolkit, in a process and a database of its own.

Run as a file: `python toolkit_provider.py PORT FOLDER`. `/control/` is for the tests: it adds people and the client.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import include, path

LOGIN = (
    '<form method="post">{% csrf_token %}<input name="username"><input name="password" type="password">'
    '<input type="hidden" name="next" value="{{ next }}"></form>'
)
said = {"verified": True}
"""What the provider says of everybody's address."""


def configure(port: int, folder: Path) -> None:
    """A Django site of its own, which holds nothing but accounts, clients and tokens."""
    key = generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="only for these tests",
        ALLOWED_HOSTS=["localhost"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "accounts"}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
        ],
        ROOT_URLCONF=__name__,
        LOGIN_URL="/login/",
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"registration/login.html": LOGIN})]},
        }],
        OAUTH2_PROVIDER={
            "OIDC_ENABLED": True,
            "OIDC_RSA_PRIVATE_KEY": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
            "OIDC_ISS_ENDPOINT": f"http://localhost:{port}/o",
            "PKCE_REQUIRED": True,
            "SCOPES": {"openid": "who you are", "email": "your address"},
            "OAUTH2_VALIDATOR_CLASS": "toolkit_claims.Claims",
        },
    )  # fmt: skip
    django.setup()
    call_command("migrate", verbosity=0)


def control(request: HttpRequest) -> HttpResponse:
    """Add a person, register the client, or say another thing of addresses."""
    from django.contrib.auth.models import User
    from oauth2_provider.models import Application

    told = json.loads(request.body)
    said.update(told.get("says", {}))
    if "person" in told:
        User.objects.create_user(**told["person"])
    if "client" in told:
        Application.objects.all().delete()
        Application.objects.create(
            client_type="confidential", authorization_grant_type="authorization-code", algorithm="RS256",
            skip_authorization=True, **told["client"],
        )  # fmt: skip
    return HttpResponse("ok")


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main(port: int, folder: Path) -> None:
    configure(port, folder)
    from django.contrib.auth.views import LoginView
    from django.views.decorators.csrf import csrf_exempt

    urlpatterns.extend(
        [
            path("control/", csrf_exempt(control)),
            path("login/", LoginView.as_view()),
            path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
        ]
    )
    make_server("localhost", port, get_wsgi_application(), handler_class=_Quiet).serve_forever()


urlpatterns: list[object] = []

if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))

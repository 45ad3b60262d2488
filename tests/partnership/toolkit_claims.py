"""What the second identity provider says of a person beside who they are. Loaded by its own process alone."""

from __future__ import annotations

from oauth2_provider.oauth2_validators import OAuth2Validator

import __main__


class Claims(OAuth2Validator):
    """The library's own, which also gives the address in the token."""

    oidc_claim_scope = None

    def get_additional_claims(self, request: object) -> dict[str, object]:
        return {"email": request.user.email, "email_verified": __main__.said["verified"]}  # type: ignore[attr-defined]

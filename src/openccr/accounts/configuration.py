"""allauth's settings, which `openccr.site.settings` takes in whole. What depends on how OpenCCR runs stands there."""

from openccr.accounts.rules import ABSOLUTE, STEP_UP_LASTS

ACCOUNT_ADAPTER = "openccr.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # for the checks; the adapter closes sign-up and it has no address
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation went to that mailbox
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(STEP_UP_LASTS.total_seconds())
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key", "reauthenticate": "10/m/user"}

MFA_ADAPTER = "openccr.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False  # a key is the second factor, never the only one
MFA_TOTP_ISSUER = "OpenCCR"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True

SOCIALACCOUNT_ADAPTER = "openccr.partnership.single_sign_on.SingleSignOn"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form could not lead there: the content security policy keeps forms on this site
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = False

SESSION_ENGINE = "openccr.accounts.sessions"
SESSION_SERIALIZER = "openccr.accounts.sessions.SealedSerializer"
SESSION_COOKIE_AGE = int(ABSOLUTE.total_seconds())
EMAIL_TIMEOUT = 10

ACCOUNT_FORMS = {
    "login": "openccr.accounts.forms.SignIn",
    "reauthenticate": "openccr.accounts.forms.PasswordAgain",
    "change_password": "openccr.accounts.forms.NewPassword",
}
MFA_FORMS = {
    "authenticate": "openccr.accounts.forms.SecondFactor",
    "reauthenticate": "openccr.accounts.forms.SecondFactorAgain",
    "activate_totp": "openccr.accounts.forms.NewApp",
    "authenticate_webauthn": "openccr.accounts.forms.Key",
    "reauthenticate_webauthn": "openccr.accounts.forms.KeyAgain",
    "add_webauthn": "openccr.accounts.forms.NewKey",
    "edit_webauthn": "openccr.accounts.forms.KeyName",
}

"""What the papers for a security officer say in numbers is what the code has."""

from __future__ import annotations

import re

import pytest

from openccr.accounts import rules as sessions
from openccr.accounts.configuration import ACCOUNT_RATE_LIMITS
from openccr.accounts.passwords import WORDS, breached
from openccr.documents.rules import attachments
from openccr.site.environment import ROOT

WALLS, SECURITY, ATTACHING = (
    (ROOT / "docs" / name).read_text(encoding="utf-8")
    for name in ("explanation/walls.md", "explanation/security.md", "how-to/attach-a-file.md")
)
CIPHERS = re.compile(
    r"\b(AESGCM|ChaCha20Poly1305|Fernet|AESCCM|X25519\w*|Ed25519\w*|RSA|rsa|MD5|SHA1|SHA3_256|Scrypt|Argon2id)\b"
)


def flat(text: str) -> str:
    return " ".join(text.split())


def test_the_limits_of_sign_in_are_those_that_hold() -> None:
    tries, window = re.search(r",(\d+)/(\d+)m/key", ACCOUNT_RATE_LIMITS["login_failed"]).groups()  # type: ignore[union-attr]
    assert f"{tries} wrong passwords or codes lock an address for {window} minutes" in flat(WALLS)
    assert f"{len(breached()):,} passwords" in flat(SECURITY)


def test_the_times_of_a_session_are_those_that_hold() -> None:
    idle, whole = sessions.LOCK_AFTER.seconds // 60, sessions.ABSOLUTE.seconds // 3600
    assert f"{idle} minutes without a key or a tap, and {whole} hours in all" in flat(WALLS)
    assert f"a proof counts for {sessions.STEP_UP_LASTS.seconds // 60} minutes" in flat(WALLS)


@pytest.mark.parametrize("word", WORDS)
def test_each_word_that_no_password_is_made_of_is_listed(word: str) -> None:
    assert re.search(rf"\b{word}\b", flat(SECURITY), re.IGNORECASE), word


def test_what_may_be_attached_is_said_where_people_look() -> None:
    assert f"up to {attachments.MOST_BYTES // 2**20} MB" in flat(ATTACHING)
    for data, word in ((b"%PDF-", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG")):
        assert data and word in ATTACHING


def test_no_cipher_is_in_use_that_is_not_listed() -> None:
    used = {
        found
        for path in (ROOT / "src" / "openccr").rglob("*.py")
        if "cryptography" in (text := path.read_text(encoding="utf-8"))
        for found in CIPHERS.findall(text)
    }
    for one in used:
        bare = {"AESGCM": "AES-256-GCM"}.get(one, one.replace("PrivateKey", "").replace("PublicKey", ""))
        assert bare in SECURITY, f"{one} is used and stands nowhere in docs/explanation/security.md"

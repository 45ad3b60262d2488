"""Text that no spreadsheet takes for a formula, and back again."""

from __future__ import annotations

# What begins so is taken for a formula (OWASP, "CSV Injection"), in full-width signs too. The apostrophe is here so
# that taking the guard off gives back exactly what was there.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def guard(text: str) -> str:
    """The text with an apostrophe in front where it needs one."""
    return f"'{text}" if _is_guarded(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given; an apostrophe somebody typed of their own accord stays."""
    return text[1:] if text.startswith("'") and _is_guarded(text[1:]) else text


def _is_guarded(text: str) -> bool:
    return text.lstrip(" ").startswith(_GUARDED)

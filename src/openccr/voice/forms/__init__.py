"""The forms of survivors' voice, by noun."""

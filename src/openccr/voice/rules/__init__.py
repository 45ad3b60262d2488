"""The rules of survivors' voice, by noun."""

"""The forms of governance, by noun."""

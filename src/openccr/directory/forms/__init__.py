"""The forms of the directory, by noun."""

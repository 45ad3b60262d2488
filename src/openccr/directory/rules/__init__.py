"""The rules of the directory, by noun."""

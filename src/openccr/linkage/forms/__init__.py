"""The forms of linkage."""

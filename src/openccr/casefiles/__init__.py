"""The case file (the boundary), grants, exclusions and the timeline."""

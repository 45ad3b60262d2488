"""Kept files, sealed on disk; papers, each for one recipient; keeping and disposal."""

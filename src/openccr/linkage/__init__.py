"""Finds one person across agencies."""

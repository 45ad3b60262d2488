"""Kept files, sealed on disk."""

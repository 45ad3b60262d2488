"""Agreed actions and what became of them."""

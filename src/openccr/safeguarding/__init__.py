"""Referring children and adults out to safeguarding: clocks, answers, disagreement, and the outcome back."""

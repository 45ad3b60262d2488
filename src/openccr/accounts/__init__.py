"""Accounts, sign-in, second factor, sessions, step-up."""

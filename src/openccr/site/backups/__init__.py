"""Backups: one encrypted file with database and sealed files, and the way back from it onto an empty host.

Made by `openccr backup`, read by `openccr restore`. The keys go into a file of their own for another recipient, or
nowhere: with both in one place the sealing of whereabouts would be worth nothing.
"""

"""Invented people in the files of several agencies, with the truth beside them, and what is measured on them."""

"""How the partnership looks at its own work: the yearly check of the conference, and dip samples of cases."""

"""Is this person already known? Ten likely people of a million for one who is described, within a millisecond."""

"""One timeline of a case or a person out of everything that has a day, across agencies."""

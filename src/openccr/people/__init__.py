"""People, their parts in files, and, sealed, their whereabouts."""

"""Is somebody already known, of the people whom the actor sees."""

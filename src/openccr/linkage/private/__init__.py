"""Private linkage: who of one partnership may be known to another, found without either seeing a name."""

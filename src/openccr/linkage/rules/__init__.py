"""What linkage decides by, without a database."""

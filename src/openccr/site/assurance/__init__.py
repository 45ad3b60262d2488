"""Papers for a partnership's data protection and security people, filled in from this installation."""

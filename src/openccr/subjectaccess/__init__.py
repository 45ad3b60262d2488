"""Subject access: a person asks what is kept about them, and gets that and nobody else's."""

"""What the pages of survivors' voice show, by noun."""

"""What the pages of the directory show, by noun."""

"""What the pages of governance show, by noun."""

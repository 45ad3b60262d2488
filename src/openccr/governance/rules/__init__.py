"""What decides in governance, by noun. No database."""

"""What may be done with what survivors say, by noun."""

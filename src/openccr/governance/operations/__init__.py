"""What is done in governance, by noun. The only place that writes."""

"""What figures are: quarters, counts, measures, figures, and how they are published."""

"""Counts, returns and what stands beside the national figures: reads only, except the releases it freezes."""

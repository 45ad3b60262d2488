"""Measurements. Each prints ratios against a baseline of the same run; none fails, and none is a test."""

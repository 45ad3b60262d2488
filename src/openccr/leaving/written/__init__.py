"""The formats in which an area leaves."""

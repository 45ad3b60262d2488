"""What people do with linkage."""

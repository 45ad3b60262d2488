"""Long work and work by the clock."""

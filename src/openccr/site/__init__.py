"""Settings, addresses, commands, how it starts, and who listens to what."""

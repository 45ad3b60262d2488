"""What is decided about a request, before any database: the clock, whose a sentence is, what a bundle may hold."""

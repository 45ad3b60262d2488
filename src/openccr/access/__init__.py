"""Who may reach what: the actor's token, the walls in the database, and what an actor may do."""

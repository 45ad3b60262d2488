"""What was told to whom under which law, who must not be told, and what may be said or written down."""

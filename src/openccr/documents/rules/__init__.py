"""What a paper is made of, before any database or file."""

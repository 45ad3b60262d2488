"""“You have an item”: neutral messages, one recipient each."""

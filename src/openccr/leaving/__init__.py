"""A whole area leaves: everything it has, in formats that anybody reads."""

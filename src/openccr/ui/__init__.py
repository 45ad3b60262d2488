"""The registry of pages, the kinds of page, panels, and their templates."""

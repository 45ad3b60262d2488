from openccr.linkage.models.searches import Search

__all__ = ["Search"]

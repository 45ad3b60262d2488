"""The conference's papers: each for one recipient, with what that recipient may see."""

from openccr.conference.papers.declared import PAPERS

__all__ = ["PAPERS"]

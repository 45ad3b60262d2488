"""What anybody may read of a recommendation: words of its own, read first by somebody else, and taken back at any time.

No review, owner or day is published, and in how many reviews a theme came up is suppressed as it is written.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from openccr.access.acting import acting_as
from openccr.access.may import must
from openccr.audit.operations import record
from openccr.governance.models import PublishedRecommendation, PublishedThemes, Recommendation
from openccr.governance.rules.recommendations import reviews_by_theme, why_not_public
from openccr.kernel.actors import Actor
from openccr.kernel.refusals import NotFound
from openccr.partnership.models import Partnership
from openccr.voice.naming import why_named


def publish_recommendation(
    *,
    actor: Actor,
    recommendation_id: UUID,
    said: str,
    did: str,
    read_by: str,
    at: datetime,
    no_names: bool = False,
) -> None:
    """Publish a recommendation, or again with what was done since.

    Args:
        said, did: what was recommended and what was done, as anybody may read it.
        read_by: who else has read it for anything that tells who died.
        no_names: whoever publishes was asked of words that may be a name, and says that none is a person's.

    Raises NotFound, Refusal as `rules.recommendations.why_not_public`, and to ask of what may be somebody's name.
    """
    with acting_as(actor):
        must(actor, "governance.recommend")
        row = Recommendation.objects.select_related("agency").filter(id=recommendation_id).first()
        if row is None:
            raise NotFound
        if refusal := why_not_public(said=said, did=did, read_by=read_by, actor=actor.name):
            raise refusal
        if refusal := why_named(actor, no_names=no_names, said=said, did=did):
            raise refusal
        shown = {
            "said": said.strip(), "did": did.strip(), "themes": row.themes, "state": row.state,
            "led_by": row.agency.name if row.agency else row.outside, "read_by": read_by.strip(),
        }  # fmt: skip
        if not PublishedRecommendation.objects.filter(recommendation_id=row.id).update(**shown):
            PublishedRecommendation(
                partnership_id=actor.partnership, area=_code(actor), recommendation_id=row.id,
                on=timezone.localdate(at), **shown,
            ).save(force_insert=True)  # fmt: skip
        _count_themes(actor, at=at)
        record("recommendation.published", subjects=[row.id], at=at)


def take_back_recommendation(*, actor: Actor, recommendation_id: UUID, at: datetime) -> None:
    """Take a published recommendation back. Raises NotFound for one that is not published."""
    with acting_as(actor):
        must(actor, "governance.recommend")
        if not PublishedRecommendation.objects.filter(recommendation_id=recommendation_id).delete()[0]:
            raise NotFound
        _count_themes(actor, at=at)
        record("recommendation.published", subjects=[recommendation_id], fields=["taken_back"], at=at)


def _count_themes(actor: Actor, *, at: datetime) -> None:
    """Count anew in how many reviews each theme of what is published came up."""
    here = Recommendation.objects.exclude(published=None)
    themes = reviews_by_theme((review, found) for review, found in here.values_list("review", "themes"))
    on = timezone.localdate(at)
    if not PublishedThemes.objects.filter(partnership_id=actor.partnership).update(themes=themes, counted_on=on):
        PublishedThemes(
            partnership_id=actor.partnership, area=_code(actor), themes=themes, counted_on=on
        ).save(force_insert=True)  # fmt: skip


def _code(actor: Actor) -> str:
    return Partnership.objects.values_list("code", flat=True).get(id=actor.partnership)

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "openccr.site"
    label = "site"

    def ready(self) -> None:
        from openccr.jobs import setup as jobs
        from openccr.kernel.events import wire
        from openccr.partnership.services import actor_again, service_actors
        from openccr.site.door import DOOR
        from openccr.site.reactions import REACTIONS
        from openccr.ui.who import use

        use(DOOR)
        jobs.use(jobs.People(again=actor_again, services=service_actors))
        wire(REACTIONS)

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "openccr.jobs"
    label = "jobs"

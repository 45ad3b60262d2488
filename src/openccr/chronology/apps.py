from django.apps import AppConfig


class ChronologyConfig(AppConfig):
    name = "openccr.chronology"
    label = "chronology"

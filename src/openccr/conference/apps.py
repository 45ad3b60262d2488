from django.apps import AppConfig


class ConferenceConfig(AppConfig):
    name = "openccr.conference"
    label = "conference"

from django.apps import AppConfig


class LeavingConfig(AppConfig):
    name = "openccr.leaving"
    label = "leaving"

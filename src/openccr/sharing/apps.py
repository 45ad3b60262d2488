from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "openccr.sharing"
    label = "sharing"

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "openccr.notices"
    label = "notices"

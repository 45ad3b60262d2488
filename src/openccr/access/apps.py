from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "openccr.access"
    label = "access"

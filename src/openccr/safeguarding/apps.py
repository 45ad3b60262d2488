from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "openccr.safeguarding"
    label = "safeguarding"

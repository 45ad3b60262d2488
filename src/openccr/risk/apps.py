from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "openccr.risk"
    label = "risk"

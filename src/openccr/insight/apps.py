from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "openccr.insight"
    label = "insight"

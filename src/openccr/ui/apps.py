from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "openccr.ui"
    label = "ui"

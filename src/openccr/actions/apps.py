from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "openccr.actions"
    label = "actions"

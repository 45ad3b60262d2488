from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "openccr.governance"
    label = "governance"

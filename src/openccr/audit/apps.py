from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "openccr.audit"
    label = "audit"

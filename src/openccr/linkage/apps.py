from django.apps import AppConfig


class LinkageConfig(AppConfig):
    name = "openccr.linkage"
    label = "linkage"

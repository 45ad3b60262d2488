from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "openccr.documents"
    label = "documents"

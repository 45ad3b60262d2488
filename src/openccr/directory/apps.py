from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "openccr.directory"
    label = "directory"

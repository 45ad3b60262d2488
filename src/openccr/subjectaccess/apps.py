from django.apps import AppConfig


class SubjectAccessConfig(AppConfig):
    name = "openccr.subjectaccess"
    label = "subjectaccess"

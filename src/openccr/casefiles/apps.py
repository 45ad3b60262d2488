from django.apps import AppConfig


class CaseFilesConfig(AppConfig):
    name = "openccr.casefiles"
    label = "casefiles"

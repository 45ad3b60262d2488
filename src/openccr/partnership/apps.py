from django.apps import AppConfig


class PartnershipConfig(AppConfig):
    name = "openccr.partnership"
    label = "partnership"

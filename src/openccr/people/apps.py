from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "openccr.people"
    label = "people"

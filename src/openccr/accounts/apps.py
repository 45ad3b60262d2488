from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "openccr.accounts"
    label = "accounts"

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "openccr.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.account.signals import authentication_step_completed

        from openccr.accounts.step_up import renewed

        authentication_step_completed.connect(renewed, dispatch_uid="openccr.accounts.renewed")

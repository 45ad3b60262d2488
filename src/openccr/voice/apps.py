from django.apps import AppConfig


class VoiceConfig(AppConfig):
    name = "openccr.voice"
    label = "voice"

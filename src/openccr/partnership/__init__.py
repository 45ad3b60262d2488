"""Partnerships, organisations, agencies, appointments and forums."""

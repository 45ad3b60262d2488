"""The tables of the directory, by noun."""

from openccr.directory.models.districts import District
from openccr.directory.models.imports import ServiceImport
from openccr.directory.models.last_person import LastPerson
from openccr.directory.models.need import DistrictNeed
from openccr.directory.models.pathways import LocalPathway
from openccr.directory.models.population import PopulationShare
from openccr.directory.models.services import Provider, Service, Site

__all__ = [
    "District", "DistrictNeed", "LastPerson", "LocalPathway", "PopulationShare", "Provider", "Service", "ServiceImport",
    "Site",
]  # fmt: skip

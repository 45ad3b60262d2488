"""What is done with people: adding them to files, opening their whereabouts, recognising one in another."""

from openccr.people.operations.adding import add_people, add_person, join
from openccr.people.operations.contact import say_contact
from openccr.people.operations.recognising import not_same, recognise
from openccr.people.operations.revealing import Recourse, Revealed, read_recourse, reveal
from openccr.people.rules import Contact, Description, Name, Newcomer

__all__ = [
    "Contact",
    "Description",
    "Name",
    "Newcomer",
    "Recourse",
    "Revealed",
    "add_people",
    "add_person",
    "join",
    "not_same",
    "read_recourse",
    "recognise",
    "reveal",
    "say_contact",
]

"""What is done with people: adding them to files, opening their whereabouts, recognising one in another."""

from openccr.people.operations.adding import add_people, add_person, join
from openccr.people.operations.children import hear_child, place_child, tell_of_child
from openccr.people.operations.contact import ban_contact, lift_ban, log_attempt, plan_contact, say_contact
from openccr.people.operations.dangers import act_on_signs, consider_review, correct_death, mark_died, see_signs
from openccr.people.operations.erasing import destroy_key
from openccr.people.operations.placing import address, place, retire
from openccr.people.operations.recognising import not_same, recognise
from openccr.people.operations.recourse import Recourse, read_recourse
from openccr.people.operations.revealing import Revealed, reveal
from openccr.people.rules import Contact, Description, Name, Newcomer

__all__ = [
    "Contact",
    "Description",
    "Name",
    "Newcomer",
    "Recourse",
    "Revealed",
    "act_on_signs",
    "add_people",
    "add_person",
    "address",
    "ban_contact",
    "consider_review",
    "correct_death",
    "destroy_key",
    "hear_child",
    "join",
    "lift_ban",
    "log_attempt",
    "mark_died",
    "not_same",
    "place",
    "place_child",
    "plan_contact",
    "read_recourse",
    "recognise",
    "retire",
    "reveal",
    "say_contact",
    "see_signs",
    "tell_of_child",
]

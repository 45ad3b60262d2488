"""What is done with people: adding them to files, opening their whereabouts, recognising one in another."""

from openccr.people.operations.adding import add_people, add_person, join, put_in
from openccr.people.operations.children import hear_child, place_child, tell_of_child
from openccr.people.operations.choosing import choose_places
from openccr.people.operations.contact import ban_contact, lift_ban, log_attempt, plan_contact, say_contact
from openccr.people.operations.dangers import act_on_signs, consider_review, correct_death, mark_died, see_signs
from openccr.people.operations.erasing import destroy_key
from openccr.people.operations.facts import end_tie, relate, say_birth_date, say_name
from openccr.people.operations.identifying import Number, identify, open_numbers
from openccr.people.operations.parting import agree_apart, keep_together, take_apart
from openccr.people.operations.placing import address, place, retire
from openccr.people.operations.recognising import agree_recognition, decline_recognition, not_same, recognise
from openccr.people.operations.recourse import Recourse, read_recourse
from openccr.people.operations.revealing import Revealed, reveal
from openccr.people.rules import Contact, Description, Name, Newcomer

__all__ = [
    "Contact",
    "Description",
    "Name",
    "Newcomer",
    "Number",
    "Recourse",
    "Revealed",
    "act_on_signs",
    "add_people",
    "add_person",
    "address",
    "agree_apart",
    "agree_recognition",
    "ban_contact",
    "choose_places",
    "consider_review",
    "correct_death",
    "decline_recognition",
    "destroy_key",
    "end_tie",
    "hear_child",
    "identify",
    "join",
    "keep_together",
    "lift_ban",
    "log_attempt",
    "mark_died",
    "not_same",
    "open_numbers",
    "place",
    "place_child",
    "plan_contact",
    "put_in",
    "read_recourse",
    "recognise",
    "relate",
    "retire",
    "reveal",
    "say_birth_date",
    "say_contact",
    "say_name",
    "see_signs",
    "take_apart",
    "tell_of_child",
]

"""Passwords that anybody would try first at this portal."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# What the portal and those who use it are called, in the letters of each keyboard.
WORDS = (
    *("кәсіподақ", "касиподак", "kasipodaq", "kasipodak", "профсоюз", "profsoyuz", "union"),
    *("федерация", "federation", "медиаорталық", "медиацентр", "mediacenter", "mediacentre"),
    *("қазақстан", "казахстан", "kazakhstan", "qazaqstan", "портал", "portal"),
    *("құпиясөз", "пароль", "parol", "password", "admin", "админ", "қарағанды", "karaganda"),
    *("караганда", "алматы", "almaty", "астана", "astana"),
)
LETTERS_OF_ONES_OWN = 3


class OwnWords:
    """Refuses a password of these words with digits and signs: "Kasipodaq-2026!"."""

    def validate(self, password, user=None):
        letters = re.sub(r"[\W\d_]", "", password.lower())
        rest = letters
        for word in WORDS:
            rest = rest.replace(word, "")
        if rest != letters and len(rest) < LETTERS_OF_ONES_OWN:
            raise ValidationError(self.get_help_text(), code="own_words")

    def get_help_text(self):
        return _("The password is not the name of the portal, the union or a city with digits.")

"""Reads settings from the environment, and says of a wrong one which it is and what is wanted.

An empty variable is as none. What is wrong is gathered, so that all of it is told at once.
"""

import json
import os
import re
from email.utils import parseaddr
from importlib.util import find_spec
from urllib.parse import urlsplit

YES = ("yes", "y", "true", "on", "ok", "1")
NO = ("no", "n", "false", "off", "0")
HOST = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*\.?|\[[\da-fA-F:.]+\]")
ORIGIN = re.compile(r"https?://(\*\.)?([\w.-]+|\[[\da-fA-F:.]+\])(:\d+)?")


class Environment:
    """Each method reads one variable: its value, or default where it is missing, empty or wrong.

    What may hold a password is not repeated in what is said of it.
    """

    def __init__(self):
        self.wrong = []

    def text(self, name, *, default=""):
        return os.environ.get(name, "").strip() or default

    def choice(self, name, *among, default):
        given = self.text(name, default=default)
        if given in among:
            return given
        return self.refuse(name, f"one of {', '.join(filter(None, among))}", default, given)

    def level(self, name, *, default):
        """Of a log, in whatever case."""
        given = self.text(name, default=default).upper()
        if given in (levels := ("DEBUG", "INFO", "WARNING", "ERROR")):
            return given
        return self.refuse(name, f"one of {', '.join(levels)}", default, given)

    def yes(self, name, *, default):
        given = self.text(name).lower()
        if not given or given in YES + NO:
            return given in YES if given else default
        return self.refuse(name, "yes or no", default, given)

    def number(self, name, *, default, least, most=2**31):
        given = self.text(name)
        if not given:
            return default
        if re.fullmatch(r"-?[0-9]{1,12}", given) and least <= int(given) <= most:
            return int(given)
        within = f"at least {least}" if most == 2**31 else f"{least} to {most}"
        return self.refuse(name, f"a whole number of {within}", default, given)

    def list(self, name, *, default=(), wanted="", fits=lambda one: True):
        """Of what stands between commas; wanted names what each of them has to be."""
        found = [one.strip() for one in self.text(name).split(",") if one.strip()]
        if strange := [one for one in found if not fits(one)]:
            return self.refuse(name, wanted, list(default), strange[0])
        return found or list(default)

    def hosts(self, name, *, default):
        wanted = "names like media.example.org, without https:// and port,"
        return self.list(name, default=default, wanted=wanted, fits=HOST.fullmatch)

    def origins(self, name):
        wanted = "addresses like https://media.example.org"
        return self.list(name, wanted=wanted, fits=ORIGIN.fullmatch)

    def mail_addresses(self, name):
        return self.list(name, wanted="mail addresses", fits=is_mail_address)

    def mail_address(self, name, *, default):
        given = self.text(name, default=default)
        if is_mail_address(given):
            return given
        return self.refuse(name, "a mail address like portal@example.org", default, given)

    def address(self, name, *, default, like, fits):
        """A URL, as urlsplit reads it, that fits."""
        given = self.text(name)
        if not given:
            return default
        parts = parts_of(given)
        if parts and parts.scheme and fits(parts):
            return given
        return self.refuse(name, f"an address like {like}", default)

    def mapping(self, name, *, default):
        """An object in JSON."""
        given = self.text(name)
        try:
            read = json.loads(given) if given else default
        except ValueError:
            read = None
        if isinstance(read, dict):
            return read
        return self.refuse(name, 'an object in JSON, like {"bucket_name": "reports"},', default)

    def dotted_name(self, name, *, default):
        """Of a class, whose module there is."""
        given = self.text(name, default=default)
        module, _, of_class = given.rpartition(".")
        try:
            is_there = module and of_class and find_spec(module)
        except ImportError:
            is_there = False
        return given if is_there else self.refuse(name, "an installed class", default, given)

    def refuse(self, name, wanted, default, given=None):
        """Gather that this variable is wrong; return the default, to go on with until the end."""
        self.wrong.append(f"{name}: {wanted} is wanted" + (f', not "{given}"' if given else ""))
        return default

    def end_where_wrong(self):
        """Raises SystemExit, which no program takes for a fault of its own."""
        if self.wrong:
            lines = "\n".join(f"  {one}" for one in self.wrong)
            raise SystemExit(f"Settings from the environment, see .env.example:\n{lines}")


def parts_of(url):
    """As urlsplit reads it; None where its port or its brackets are none."""
    try:
        parts = urlsplit(url)
        return None if parts.port == 0 else parts
    except ValueError:
        return None


def is_mail_address(text):
    return bool(re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(text)[1]))

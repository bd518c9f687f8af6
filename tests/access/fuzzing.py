"""Every address of the portal with every parameter that it reads, and values that nobody means.

What a page reads is learned by listening: the keys that its view asks of the query and of the body,
the parameters that the filters of its list expect, the fields of the forms that it shows.
"""

import json
import random
import traceback
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from lxml import html

from tests.access.table import FURTHER, MODELS, OWN_ACCOUNT, SIGN_IN_PAGES, SITE, SITEWIDE
from tests.access.test_every_address import STANDARD
from tests.access.visitor import ADDRESSES, takes

# As they stand percent-encoded in an address or in the body of a form.
WORST = [
    *map(
        quote,
        [
            "",
            "\0",
            "a\0b",
            "x",
            "-1",
            "0",
            "1 20",
            "1,2;3",
            "²",
            "٣",
            "NaN",
            "Infinity",
            "1e400",
            "9" * 19,
            "9" * 30,
            "9" * 5000,
            "0000-01-01",
            "0001-01-01",
            "0001-01-01T00:00",
            "9999-12-31",
            "9999-12-31T23:59:59.999999",
            "0000",
            "9999",
            "31.12.9999",
            "01.01.0001",
            "25:61",
            "00000000-0000-0000-0000-000000000000",
            "null",
            "[" * 5000,
            '"\\ud800"',
            "%s%n{0}",
            "__class__",
            "../../etc/passwd",
            "https://[::1",
            "http://a:b@c:99999999/",
            "=HYPERLINK(1)",
            "\u202e\ufeff\uffff",
            "I" * 300,
            "а" * 3000,
        ],
    ),
    "%ED%A0%80",
    "%FF%FE",
    "%",
]
WORST_JSON = [
    r'"\u0000"',
    r'"\ud800"',
    r'{"a":"\u0000"}',
    "Infinity",
    "1e400",
    "9" * 5000,
    "9" * 30,
    "-1",
    "1.5",
    "true",
    "null",
    "[]",
    "[" * 5000,
    '{"a":' * 900 + "1" + "}" * 900,
]
UNKNOWN = ["x", "pk__in", "organization__path__startswith", "id__exact", "%00", "%ED%A0%80"]
OF_EVERY_LIST = ["q", "p", "o", "e", "all", "_popup", "_to_field", "_facets"]


@dataclass
class Target:
    """An address with arguments that lead somewhere, and what is known of what it reads."""

    name: str
    args: list
    query: str = ""
    posted: dict | None = None
    as_json: bool = False
    keys: set = field(default_factory=set)
    fields: dict = field(default_factory=dict)

    @property
    def path(self):
        return reverse(self.name, args=self.args)


def targets(tree):
    """Every address that has a name."""
    for name, page in SITE.items():
        # an organization has one job for a report at a time
        about = tree["theirs"] if name == "reports:progress" else tree["ours"]
        args = page.about(about) if page.about else []
        yield Target(name, args, page.query.lstrip("?"), page.posted, page.as_json)
    records = {label: row.record(tree["branch"]) for label, row in MODELS.items()}
    for label, record in records.items():
        for page in STANDARD:
            args = [] if page in {"changelist", "add"} else [record.pk]
            yield Target(f"admin:{label.replace('.', '_')}_{page}", args)
    for page in FURTHER:
        label = ".".join(page.split("_", 2)[:2])
        name = f"admin:{page}"
        yield Target(name, [] if takes(name) else [records[label].pk])
    for name in sorted(ADDRESSES):
        if name.startswith(OWN_ACCOUNT) or name.removeprefix("admin:") in SITEWIDE | SIGN_IN_PAGES:
            args = next((a for a in ([], ["1"], ["unions"], ["1", "2"]) if takes(name, *a)), None)
            if args is not None:
                yield Target(name, args)


class Listener(set):
    """The keys that are asked of any query or body while it listens."""

    def attach(self, monkeypatch):
        for name in ("__getitem__", "__contains__", "getlist"):
            monkeypatch.setattr(QueryDict, name, self.hearing(getattr(QueryDict, name)))

    def hearing(self, method):
        def asked(data, key, *args, **kwargs):
            self.add(key)
            return method(data, key, *args, **kwargs)

        return asked


def fields_of(page):
    """The fields of all the forms of a page, with what stands in them."""
    found = {}
    for shown in html.document_fromstring(page).iter("input", "select", "textarea", "button"):
        name = shown.get("name")
        if not name:
            continue
        is_off = shown.get("type") in {"checkbox", "radio"} and "checked" not in shown.attrib
        found.setdefault(name, "" if is_off else shown.get("value") or "")
        if shown.tag == "select":
            for option in shown.iter("option"):
                if "selected" in option.attrib:
                    found[name] = option.get("value") or ""
    return found


class Fuzzer:
    """Sends what nobody means; `found` holds where something broke and what was asked there."""

    def __init__(self, client, listener, seed):
        self.client, self.listener, self.random = client, listener, random.Random(seed)  # noqa: S311
        self.found = {}

    def ask(self, send, *asked):
        """One request whose traces in the database are taken back."""
        with transaction.atomic():
            try:
                response = send(*asked)
                list(response.streaming_content if response.streaming else ())
            except Exception as error:  # noqa: BLE001  whatever it is, it is a 500
                self.note(error, asked)
                response = None
            finally:
                transaction.set_rollback(True)
        return response

    def note(self, error, asked):
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} in {frame.name}, {frame.filename}:{frame.lineno}"
        self.found.setdefault(place, f"{str(error)[:100]}: {str(asked)[:400]}")

    def learn(self, target):
        """Come to the page as it is meant, and note what it reads."""
        self.listener.clear()
        response = self.ask(self.client.get, f"{target.path}?{target.query}")
        if response is not None and response.get("Content-Type", "").startswith("text/html"):
            target.fields = fields_of(response.content.decode()) if response.content else {}
        target.fields |= target.posted or {}
        changelist = response.context.get("cl") if response and response.context else None
        if changelist:
            self.listener.update(OF_EVERY_LIST)
            for one in changelist.filter_specs:
                self.listener.update(one.expected_parameters())
        target.keys = set(self.listener)

    def visit(self, target):
        """One or two requests: in its arguments, its query or its form something is the worst."""
        ways = [self.by_query]
        if target.args:
            ways.append(self.by_argument)
        if target.fields or target.posted is not None:
            ways += [self.by_form, self.by_form]
        if target.as_json:
            ways.append(self.by_json)
        self.random.choice(ways)(target)

    def by_argument(self, target):
        wrong = f"{self.random.choice(WORST)}"
        place = self.random.randrange(len(target.args))
        before, part, after = target.path.rpartition(quote(str(target.args[place]), safe=""))
        send = self.client.get if target.posted is None else self.client.post
        self.ask(send, f"{before}{wrong if part else ''}{after}")

    def by_query(self, target):
        chosen = self.some(sorted(target.keys) or UNKNOWN)
        query = "&".join(f"{quote(key)}={self.random.choice(WORST)}" for key in chosen)
        if self.random.random() < 0.3:
            query += f"&{self.random.choice(UNKNOWN)}={self.random.choice(WORST)}"
        self.ask(self.client.get, f"{target.path}?{target.query}&{query}")

    def by_form(self, target):
        names = sorted(target.keys | target.fields.keys())
        chosen = self.some(names) if names else []
        kept = {name: value for name, value in target.fields.items() if name not in chosen}
        worst = "&".join(f"{quote(key)}={self.random.choice(WORST)}" for key in chosen)
        self.ask(self.client_post, f"{target.path}?{target.query}", f"{urlencode(kept)}&{worst}")

    def by_json(self, target):
        wrong = self.random.choice(sorted(target.posted))
        worst = self.random.choice(WORST_JSON)
        body = ",".join(
            f'"{name}":{worst if name == wrong else json.dumps(value)}'
            for name, value in target.posted.items()
        )
        for sent in (f"{{{body}}}", worst):
            self.ask(self.client_post, target.path, sent, "application/json")

    def client_post(self, path, body, kind="application/x-www-form-urlencoded"):
        return self.client.post(path, body, content_type=kind)

    def some(self, names):
        return self.random.sample(names, min(len(names), self.random.choice([1, 1, 1, 4])))

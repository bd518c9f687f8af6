"""Whatever is written into an address or a form, by whomever: the portal answers, it does not err.

FUZZ_ROUNDS=20 FUZZ_SEED=7 bin/test tests/access/test_fuzzing.py looks longer, and elsewhere:
in the suite each address is visited by two of the roles.
"""

import os

import pytest
from django.contrib import admin

from tests.access.fuzzing import Fuzzer, Listener, targets
from tests.unions.factories import UserFactory
from unions.models import Role

pytestmark = pytest.mark.django_db

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "1"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))
ROLES = [Role.PRESS_OFFICER, Role.CHAIR, Role.EDITOR, Role.ADMINISTRATOR]


def test_no_address_and_no_parameter_leads_to_an_error(client, tree, monkeypatch):
    # the frame of the admin's pages (menu, list of rooms) is slow and reads nothing
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    places = list(targets(tree))
    people = [UserFactory(role=role, organization=tree["ours"]) for role in ROLES]
    people.append(UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"]))
    listener = Listener()
    listener.attach(monkeypatch)
    fuzzer = Fuzzer(client, listener, SEED)
    client.force_login(people[-1])
    for place in places:
        fuzzer.learn(place)
    assert sum(len(place.keys) for place in places) > len(places)
    for _round in range(ROUNDS):
        visits = [(who, place) for place in places for who in fuzzer.random.sample(range(6), 2)]
        for who in range(6):  # the first is nobody
            client.logout()
            if who:
                client.force_login(people[who - 1])
            for place in (place for visitor, place in visits if visitor == who):
                fuzzer.visit(place)
    assert not fuzzer.found, "\n".join(f"{at}\n    {asked}" for at, asked in fuzzer.found.items())

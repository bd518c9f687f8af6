"""What the database refuses, people read as a sentence in their language."""

import threading

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import pre_save
from django.utils.translation import override

from tests.changelists import admin_url
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Congress, Role

SERVICES = ("outbox", "register", "retention")
ROOMS = ("unions", "publications", "training", "outreach", "reports", *SERVICES)


def constraints():
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            yield from model._meta.constraints


def test_every_constraint_has_its_sentence_in_every_language():
    unsaid = []
    for constraint in constraints():
        sentence = constraint.violation_error_message
        with override("en"):
            english = str(sentence)
        for language in ("kk", "ru"):
            with override(language):
                if constraint.name in english or str(sentence) == english:
                    unsaid.append((constraint.name, language))
    assert unsaid == []


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_in_the_same_moment_reads_the_sentence(client):
    federation = OrganizationFactory(kind="federation")
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, organization=federation))

    def rival():
        Congress.objects.bulk_create([Congress(organization=federation, ordinal="XV")])
        connection.close()

    def be_faster(**kwargs):
        pre_save.disconnect(be_faster, sender=Congress)
        thread = threading.Thread(target=rival)
        thread.start()
        thread.join()

    pre_save.connect(be_faster, sender=Congress)
    address = admin_url(Congress, "add")
    response = client.post(
        address, {"organization": federation.pk, "ordinal": "XV", "precision": "day"}
    )
    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert Congress.objects.count() == 1

"""What pages write without a use case of their room is in the list WRITTEN_DIRECTLY; no more is.

Here: the rows in forms of the admin, imported tables, and the code of all other pages, whose
buttons are pressed as well. The forms of the admin themselves are asked in test_saving.py.
"""

import json
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import transaction
from django.utils import timezone

from mediacenter.services.journal.models import JournalEntry
from publications.articles.models import Accreditation, GalleryPicture
from publications.guides.models import GuideLaw
from publications.press.models import (
    CrisisAnswer,
    CrisisLogEntry,
    MediaContact,
    PressInvitation,
)
from tests.access.direct_writes import (
    USE_CASE,
    WRITTEN_DIRECTLY,
    direct_writes,
    is_written_by_no_use_case,
)
from tests.access.table import MODELS
from tests.access.test_gone_as_it_is_locked import posted
from tests.publications.factories import PictureFactory
from tests.publications.plan.factories import AssignmentFactory, PlanItemFactory
from tests.publications.press.factories import JournalistFactory
from tests.unions.factories import PersonFactory, UserFactory
from training.models import Cohort, Counted, Lecture, Material, Module, SeminarFigure, Session
from unions.admin.sheets import SheetResource
from unions.models import FollowerCount, Role

TODAY = timezone.localdate
# A new row of each model that stands in rows of a form, for the record of that form.
ROWS = {
    "publications.accreditation": lambda of: Accreditation(journalist=of, ends_on=TODAY()),
    "publications.assignment": lambda of: AssignmentFactory.build(plan_item=of),
    "publications.crisisanswer": lambda of: CrisisAnswer(card=of, question_ru="?", answer_ru="!"),
    "publications.crisislogentry": lambda of: CrisisLogEntry(card=of, words="Штаб жиналды."),
    "publications.gallerypicture": lambda of: GalleryPicture(article=of, picture=PictureFactory()),
    "publications.guidelaw": lambda of: GuideLaw(
        guide=of, name_ru="Статья 113", url="https://example.org/113"
    ),
    "publications.mediacontact": lambda of: MediaContact(journalist=of, way="phone", note="Дау"),
    "publications.planitem": lambda of: PlanItemFactory.build(occasion=of),
    "publications.pressinvitation": lambda of: PressInvitation(
        event=of, journalist=JournalistFactory(organization=of.organization)
    ),
    "training.cohort": lambda of: Cohort(programme=of, name_ru="Первый заезд"),
    "training.material": lambda of: Material(
        seminar=of, title_ru="Памятка", link="https://example.org/"
    ),
    "training.module": lambda of: Module(programme=of, name_ru="Трудовое право"),
    "training.lecture": lambda of: Lecture(seminar=of, person=PersonFactory()),
    "training.seminarfigure": lambda of: SeminarFigure(seminar=of, counted=Counted.COUNTRIES),
    "training.session": lambda of: Session(seminar=of, title_ru="Переговоры"),
    "unions.followercount": lambda of: FollowerCount(channel=of, counted_on=TODAY(), number=5),
}
# Stored by the use case of the record that they stand in.
WITH_THE_RECORD = {"publications.articletext", "unions.appointment"}
WITH_ROWS = sorted(
    model._meta.label_lower
    for model, model_admin in admin.site._registry.items()
    if model._meta.label_lower in MODELS and model_admin.inlines
)
# How code stores a record.
STORES = re.compile(
    r"\.save\((\)|update_fields)|objects\.create\(|\.save_m2m\("
    r"|\.(bulk_create|bulk_update|get_or_create|update_or_create)\("
)
ROOMS = [
    *("unions", "publications", "training"),
    *(f"mediacenter/{room}" for room in ("outreach", "portal", "reports", "services")),
]
MAY_STORE = re.compile(r"/(actions|models|migrations|(\w+_)?transitions)(/|\.py)")
STORED_ELSEWHERE = {
    "mediacenter/outreach/letters.py": "a use case: a letter becomes an appeal",
    "mediacenter/services/search/indexing.py": "no page: the index follows the records",
    "mediacenter/portal/preparation.py": "no page: at the start demo accounts get a password",
    "publications/articles/admin/article_saving.py": "what is chosen in an article",
    "unions/admin/reach.py": "what is chosen in the rows of a form",
    "unions/saving.py": "the use case for all models that have none of their own",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_superuser(rf):
    request = rf.post("/")
    request.user, request.session = UserFactory(is_superuser=True), {}
    request._messages = FallbackStorage(request)
    return request


@pytest.mark.parametrize("label", WITH_ROWS)
def test_a_row_is_stored_by_a_use_case_or_listed(tree, request_of_superuser, label):
    record = MODELS[label].record(tree["branch"])
    model_admin = admin.site.get_model_admin(type(record))
    inlines = [*model_admin.get_inlines(None, None), *model_admin.get_inlines(None, record)]
    for inline in dict.fromkeys(inlines):
        row_label = inline.model._meta.label_lower
        tab = inline(type(record), admin.site)
        written_by_people = tab.has_add_permission(request_of_superuser, record) or (
            tab.has_change_permission(request_of_superuser, record)
        )
        if not written_by_people or row_label in WITH_THE_RECORD:
            continue
        row = ROWS[row_label](record)
        with direct_writes() as written:
            model_admin.save_formset(
                request_of_superuser, SimpleNamespace(instance=record), rows_sent(row), True
            )
        assert written == {row_label} & WRITTEN_DIRECTLY.keys()


def rows_sent(row):
    """A formset that holds one row, new or changed."""
    return SimpleNamespace(
        save=lambda commit: [row],
        save_m2m=lambda: None,
        changed_objects=[(row, [])],
        deleted_objects=[],
    )


def test_whatever_is_listed_is_asked_for():
    forms = map(apps.get_model, MODELS)
    chosen = {
        field.remote_field.through._meta.label_lower
        for model in forms
        for field in model._meta.many_to_many
    }
    assert WRITTEN_DIRECTLY.keys() <= MODELS.keys() | ROWS.keys() | chosen


def test_every_table_that_is_imported_is_stored_by_a_use_case():
    registers = [
        resource
        for model_admin in admin.site._registry.values()
        for resource in getattr(model_admin, "resource_classes", ())
    ]
    assert registers
    for resource in registers:
        assert resource.save_instance is SheetResource.save_instance, resource
        called = [
            sys.modules[resource.__module__].__dict__.get(name)
            for name in resource.enter.__code__.co_names
        ]
        assert any(one and USE_CASE.search(one.__module__) for one in called), resource


def test_no_page_of_a_room_stores_a_record_by_itself():
    """A page of the site or the cabinet calls a use case, whatever it takes."""
    root = Path(settings.BASE_DIR)
    stores = {
        name
        for room in ROOMS
        for path in (root / room).rglob("*.py")
        if not MAY_STORE.search(name := f"{path.relative_to(root)}")
        if STORES.search(path.read_text())
    }
    assert stores == STORED_ELSEWHERE.keys()


def test_what_a_button_of_the_site_or_the_cabinet_sends_is_stored_by_a_use_case(
    client, tree, monkeypatch
):
    """Whatever takes nothing but a form, sent as the matrix has it by who may do everything."""
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    keeper = UserFactory(role=Role.ADMINISTRATOR, organization=tree["federation"])
    client.force_login(keeper)
    told, written_at = 0, {}
    for address, sent, as_json in list(posted(tree)):
        body = {"data": json.dumps(sent), "content_type": "application/json"} if as_json else {}
        before = JournalEntry.objects.count()
        with transaction.atomic():
            with direct_writes(is_written_by_no_use_case) as written:
                client.post(address, **(body or {"data": sent}))
            told += JournalEntry.objects.count() > before
            transaction.set_rollback(True)
        if written:
            written_at[address] = written
    assert written_at == {}
    assert told > 20, "of forms that store nothing this proves nothing"

"""Two clicks on a button, or a page that is loaded anew: what a form asks is done once."""

from concurrent.futures import ThreadPoolExecutor

from django.contrib import admin
from django.db import connections
from django.test import Client
from django.urls import reverse

from mediacenter.outreach.models import Visit
from mediacenter.services.journal.models import JournalEntry
from publications.articles.models import Tag
from tests.outreach.factories import VisitFactory
from tests.shown_form import admin_form
from tests.unions.factories import OrganizationFactory, UserFactory
from unions.models import Role


def test_a_form_sent_twice_at_once_enters_one_record(transactional_db, client, monkeypatch):
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})
    organization = OrganizationFactory()
    editor = UserFactory(role=Role.EDITOR, organization=organization, language="ru")
    client.force_login(editor)
    visit = VisitFactory(organization=organization)
    page = reverse("admin:outreach_visit_change", args=[visit.pk])
    shown = admin_form(client.get(page)).sent
    visit.delete()
    address = reverse("admin:outreach_visit_add")
    form = admin_form(client.get(address)).sent
    filled = {**shown, "csrfmiddlewaretoken": form["csrfmiddlewaretoken"]}

    def send(_number):
        try:
            sender = Client()
            sender.cookies.load(client.cookies.output(header="", sep=";"))  # messages of its own
            answer = sender.post(address, filled)
            return answer, sender.get(answer.url).content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers, pages = zip(*pool.map(send, range(2)), strict=True)
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.url for answer in answers}) == 1
    assert Visit.objects.count() == 1
    assert JournalEntry.objects.filter(code="visit.entered").count() == 1
    assert sum("отправлена дважды" in page for page in pages) == 1

    another = admin_form(client.get(address)).sent["csrfmiddlewaretoken"]
    client.post(address, {**filled, "csrfmiddlewaretoken": another})
    assert Visit.objects.count() == 2, "the same, in a form of its own, is meant"


def test_a_form_in_a_window_of_its_own_sent_twice_enters_one_record(client, db):
    organization = OrganizationFactory()
    client.force_login(UserFactory(role=Role.EDITOR, organization=organization))
    address = f"{reverse('admin:publications_tag_add')}?_popup=1"
    filled = {**admin_form(client.get(address)).sent, "name_kk": "Жас", "name_ru": "Юность"}
    first, again = (client.post(address, filled) for _time in range(2))
    assert Tag.objects.count() == 1
    assert str(Tag.objects.get().pk) in first.content.decode()
    assert again.content == first.content

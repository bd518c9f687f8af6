"""Two people have the same form open: what one has saved is not lost by the saving of the other."""

import re
from html import unescape

import pytest
from django import forms
from django.contrib import admin
from django.db import models
from django.urls import reverse

from mediacenter.toolkit.overwriting import SHOWN
from tests.access.rows import Own
from tests.access.table import MODELS
from tests.access.test_saving import writer
from tests.access.visitor import page_of
from tests.publications.plan.factories import OccasionFactory
from tests.shown_form import admin_form, send, troubles
from tests.unions.factories import ChannelFactory, UserFactory
from unions.models import FollowerCount

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def bare(monkeypatch):
    """Leave out the frame of the admin's pages (menu, list of rooms): it is slow and not asked."""
    monkeypatch.setattr(admin.site, "each_context", lambda request: {})


def written_in(page):
    """Names of fields of the page in which people write what they like."""
    form = page.context["adminform"].form
    columns = {column.name: column for column in form._meta.model._meta.concrete_fields}
    return [
        name
        for name in form.fields
        if isinstance(columns.get(name), models.CharField | models.TextField)
        and name in admin_form(page).shown
        and type(form.fields[name]) is forms.CharField
        and not columns[name].unique
        and not name.endswith(("phone", "email", "iso", "ordinal"))
    ]


# Whose forms hold fewer than two fields to write in.
NO_TWO_FIELDS = {
    "outreach.appeal", "outreach.feedbackchannel", "outreach.membershipapplication",
    "outreach.noticeboardregister",
    "publications.article", "publications.daynote", "publications.mediapartnership",
    "publications.newspaperissue", "publications.socialpost", "publications.subscription",
    "unions.channel", "unions.congress", "unions.user",
}  # fmt: skip
EDITED = {
    label for label, row in MODELS.items() if isinstance(row, Own) and writer(label) is not None
}


@pytest.mark.parametrize("label", sorted(EDITED - NO_TWO_FIELDS))
def test_what_another_has_saved_stays_and_what_both_have_changed_is_asked(client, tree, label):
    record = MODELS[label].record(tree["branch"])
    client.force_login(UserFactory(role=writer(label), organization=tree["federation"]))
    address = page_of(label, "change", record.pk)
    ours = client.get(address)
    names = written_in(ours)
    theirs, mine = names[0], names[-1]
    assert theirs != mine

    def stored(name):
        return getattr(type(record)._base_manager.get(pk=record.pk), name)

    assert not troubles(send(client, client.get(address), **{theirs: "Colleague"}))
    assert not troubles(send(client, ours, **{mine: "Mine"}))
    assert (stored(theirs), stored(mine)) == ("Colleague", "Mine")

    answer = send(client, ours, **{theirs: "Another"})
    assert theirs in troubles(answer)
    assert "Colleague" in str(troubles(answer)[theirs])
    assert stored(theirs) == "Colleague"
    assert admin_form(answer).sent[theirs] == ["Another"]
    assert not troubles(send(client, answer))
    assert (stored(theirs), stored(mine)) == ("Another", "Mine")


def test_what_is_taken_over_stays_though_the_form_is_refused_for_something_else(client, tree):
    channel = ChannelFactory(organization=tree["branch"], title="Old")
    client.force_login(UserFactory(role="administrator", organization=tree["federation"]))
    address = page_of("unions.channel", "change", channel.pk)
    ours = client.get(address)
    send(client, client.get(address), title="Colleague")
    refused = send(client, ours, since="no day")
    assert troubles(refused).keys() == {"since"}
    assert not troubles(send(client, refused, since=""))
    channel.refresh_from_db()
    assert channel.title == "Colleague"


def test_a_row_of_a_form_is_asked_about_as_well(client, tree):
    channel = ChannelFactory(organization=tree["branch"])
    count = FollowerCount.objects.create(channel=channel, counted_on="2026-01-01", number=10)
    client.force_login(UserFactory(role="administrator", organization=tree["federation"]))
    address = page_of("unions.channel", "change", channel.pk)
    ours = client.get(address)
    [row] = [name for name in admin_form(ours).shown if name.endswith("-0-number")]
    assert not troubles(send(client, client.get(address), **{row: "20"}))
    assert not troubles(send(client, ours, title="Mine"))
    count.refresh_from_db()
    assert count.number == 20

    answer = send(client, ours, **{row: "30"})
    assert "20" in str(troubles(answer)[row])
    assert not troubles(send(client, answer))
    count.refresh_from_db()
    assert count.number == 30


@pytest.mark.parametrize("told", ["", "x", "[]", "1", '{"title":1}', "[" * 5000, "{}"])
def test_whatever_is_told_of_what_was_shown_is_no_error(client, tree, told):
    channel = ChannelFactory(organization=tree["branch"], title="Old")
    client.force_login(UserFactory(role="administrator", organization=tree["federation"]))
    address = page_of("unions.channel", "change", channel.pk)
    sent = {**admin_form(client.get(address)).sent, SHOWN: told, "title": "New"}
    assert client.post(address, sent).status_code == 302
    channel.refresh_from_db()
    assert channel.title == "New"


def test_the_plan_asks_too(client, tree):
    occasion = OccasionFactory(organization=tree["ours"], title_ru="Съезд", about="Прежнее")
    client.force_login(UserFactory(role="editor", organization=tree["ours"], language="ru"))
    address = reverse("plan:change_occasion", args=[occasion.pk])

    def open_form():
        form = client.get(address).context["form"]
        filled = {name: form[name].value() or "" for name in form.fields}
        return {**filled, SHOWN: shown_in(form)}

    ours, theirs = open_form(), open_form()
    client.post(address, {**theirs, "about": "От коллеги"})
    assert client.post(address, {**ours, "title_ru": "Пленум"}).status_code == 302
    occasion.refresh_from_db()
    assert (occasion.title_ru, occasion.about) == ("Пленум", "От коллеги")

    answer = client.post(address, {**ours, "about": "Моё"})
    assert "От коллеги" in str(answer.context["form"].errors["about"])
    again = {**ours, "about": "Моё", SHOWN: shown_in(answer.context["form"])}
    assert client.post(address, again).status_code == 302
    occasion.refresh_from_db()
    assert (occasion.title_ru, occasion.about) == ("Пленум", "Моё")


def shown_in(form):
    """The value of the hidden input, as a browser reads it."""
    return unescape(re.search('value="([^"]*)"', form.what_was_shown)[1])

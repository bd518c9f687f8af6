"""The admin of who: every page opens, and saving goes through the use cases."""

import datetime as dt
import re

import pytest
from django.contrib.admin import site
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.translation import override
from lxml import html

import mediacenter.urls  # noqa: F401  it says which forms the admin has
from mediacenter.services.journal.actions import log
from mediacenter.services.journal.models import JournalEntry
from tests.shown_form import send, troubles
from tests.unions.factories import (
    AppointmentFactory,
    ChannelFactory,
    OrganizationFactory,
    PersonFactory,
    RegionFactory,
    UserFactory,
)
from unions.models import (
    ActivityProgramme,
    Appointment,
    Channel,
    ChannelFlag,
    Congress,
    FollowerCount,
    Organization,
    Person,
    Role,
    User,
)
from unions.saving import save_record

pytestmark = pytest.mark.django_db


PAGE = "https://www.instagram.com/profsoyuz310krg"


@pytest.fixture
def federation():
    return OrganizationFactory(kind="federation")


@pytest.fixture
def ours(federation):
    return OrganizationFactory(parent=federation, kind="regional", slug="ours")


@pytest.fixture
def theirs(federation):
    return OrganizationFactory(parent=federation, kind="regional", slug="theirs")


@pytest.fixture
def administrator(client, ours):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=ours)
    client.force_login(user)
    return user


def page(model, name, *args, room="unions"):
    return reverse(f"admin:{room}_{model}_{name}", args=args)


def errors(response):
    return response.context["adminform"].form.errors


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_label_of_each_field_begins_with_a_capital(language):
    """Django sees to those that models name, and not to those that a form names."""
    forms = [one.form for admin in site._registry.values() for one in (admin, *admin.inlines)]
    with override(language):
        labels = {str(f.label or "") for form in forms for f in form.base_fields.values()}
    assert len(labels) > 20
    assert {label for label in labels if label[:1].islower()} == set()


def test_a_list_without_boxes_to_tick_begins_with_the_link_to_its_record(rf, federation):
    """On a phone Unfold calls any other first cell of a row the choice of the record."""
    request = rf.get("/")
    request.user = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    for model_admin in site._registry.values():
        first = model_admin.list_display[0]
        links = model_admin.get_list_display_links(request, model_admin.list_display)
        assert first in links or model_admin.get_actions(request), model_admin


def test_every_page_opens_in_english_too(client, federation):
    """In Kazakh tests/portal/test_no_english.py reads them all."""
    user = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    client.force_login(user)
    client.cookies["django_language"] = "en"
    congress = Congress.objects.create(organization=federation, ordinal="XV")
    programme = ActivityProgramme.objects.create(
        organization=federation, congress=congress, title_kk="Б", first_year=2024, last_year=2029
    )
    channel = ChannelFactory(organization=federation)
    flag = ChannelFlag.objects.create(channel=channel, kind="post")
    FollowerCount.objects.create(channel=channel, number=5, counted_on=dt.date(2024, 1, 1))
    entry = JournalEntry.objects.create(user=user, code="channel.added", subject=flag)
    records = {
        "region": RegionFactory(),
        "organization": federation,
        "person": user.person,
        "appointment": user.person.appointments.get(),
        "user": user,
        "channel": channel,
        "congress": congress,
        "activityprogramme": programme,
    }
    addresses = [reverse("admin:index"), page("channel", "bring_in")]
    for model, record in records.items():
        addresses += [page(model, "changelist"), page(model, "change", record.pk)]
        addresses += [page(model, "history", record.pk), page(model, "add")]
    for name, args in {"changelist": [], "change": [entry.pk], "history": [entry.pk]}.items():
        addresses.append(page("journalentry", name, *args, room="journal"))
    for step in ("rename", "move", "merge", "close", "reopen"):
        addresses.append(page("organization", step, federation.pk))
    for step in ("settle", "doubt", "close", "reopen"):
        addresses.append(page("channel", step, channel.pk))
    addresses.append(page("appointment", "end", records["appointment"].pk))
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert 'lang="en"' in response.content.decode(), address


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("room", "model", "queries"),
    [
        ("unions", "region", 5),
        ("unions", "organization", 5),
        ("unions", "person", 6),
        ("unions", "appointment", 5),
        ("unions", "user", 5),
        ("unions", "channel", 6),
        ("journal", "journalentry", 9),
    ],
)
def test_a_list_costs_the_same_whatever_its_length(
    client, federation, django_assert_num_queries, room, model, queries, rows
):
    user = UserFactory(role=Role.ADMINISTRATOR, organization=federation)
    client.force_login(user)
    for number in range(rows):
        organization = OrganizationFactory(parent=federation, region=RegionFactory())
        RegionFactory(iso=f"KZ-{number + 71}")
        UserFactory(role=Role.CHAIR, organization=organization)
        channel = ChannelFactory(organization=organization)
        ChannelFlag.objects.create(channel=channel, kind="post")
        JournalEntry.objects.create(user=user, code="channel.added", subject=channel)
    with django_assert_num_queries(queries):
        client.get(page(model, "changelist", room=room))


# --- Organizations ------------------------------------------------------------------------------


def opening(parent, **fields):
    return {
        "name_kk": "Мектеп ұйымы",
        "name_ru": "Организация школы",
        "kind": "primary",
        "parent": parent.pk,
        "opened_on": "05.02.2024",
        "appointments-TOTAL_FORMS": 0,
        "appointments-INITIAL_FORMS": 0,
        **fields,
    }


def test_an_organization_is_opened_below_one_within_the_reach(client, administrator, ours, theirs):
    with override("ru"):
        response = client.post(page("organization", "add"), opening(theirs))
    assert "parent" in errors(response)
    client.post(page("organization", "add"), opening(ours))
    opened = Organization.objects.get(slug="mektep-uiymy")
    assert Organization.objects.get_parent(opened) == ours
    assert opened.names.get().valid_from == dt.date(2024, 2, 5)


def test_one_is_added_below_another_from_its_page(client, administrator, ours):
    branch = OrganizationFactory(parent=ours)
    response = client.get(page("organization", "add_below", branch.pk), follow=True)
    assert response.context["adminform"].form["parent"].value() == str(branch.pk)


def test_an_organization_has_a_name_in_some_language(client, administrator, ours):
    blank = opening(ours, name_kk="", name_ru="")
    assert "name_kk" in errors(client.post(page("organization", "add"), blank))


def test_particulars_change_without_touching_name_or_place(client, administrator, ours):
    before = (ours.name_ru, ours.path)
    response = client.post(
        page("organization", "change", ours.pk),
        {
            "slug": "ours",
            "phone": "+7 7212 00-00-00",
            "name_ru": "Тихое переименование",
            "kind": "federation",
            "names-TOTAL_FORMS": 0,
            "names-INITIAL_FORMS": 0,
            "events-TOTAL_FORMS": 0,
            "events-INITIAL_FORMS": 0,
        },
    )
    assert response.status_code == 302
    ours.refresh_from_db()
    assert ours.phone == "+7 7212 00-00-00"
    assert (ours.name_ru, ours.path) == before
    assert ours.kind == "regional"


def test_a_step_shows_why_it_is_refused_and_changes_nothing(client, administrator, ours):
    OrganizationFactory(parent=ours)
    address = page("organization", "close", ours.pk)
    response = client.post(address, {"happened_on": "31.12.2024"})
    assert response.context["form"].non_field_errors()
    ours.refresh_from_db()
    assert ours.closed_on is None


def test_a_closed_organization_offers_to_be_opened_again(client, administrator, ours):
    branch = OrganizationFactory(parent=ours)

    def offered():
        form = client.get(page("organization", "change", branch.pk)).content.decode()
        found = set(re.findall(rf"/organization/{branch.pk}/(\w+)", form))
        return found & {"move", "merge", "close", "reopen"}

    assert offered() == {"move", "merge", "close"}
    client.post(page("organization", "close", branch.pk), {"happened_on": "31.12.2024"})
    assert offered() == {"reopen"}
    client.post(page("organization", "reopen", branch.pk), {"happened_on": "01.02.2025"})
    branch.refresh_from_db()
    assert branch.closed_on is None


def test_an_organization_is_renamed_by_a_step(client, administrator, ours):
    address = page("organization", "rename", ours.pk)
    response = client.post(address, {"name_ru": "Новое имя", "happened_on": "26.06.2024"})
    assert response.status_code == 302
    assert ours.names.count() == 2


def test_a_branch_is_moved_only_to_a_place_within_the_reach(client, administrator, ours, theirs):
    branch, place = OrganizationFactory.create_batch(2, parent=ours)
    address = page("organization", "move", branch.pk)
    refused = client.post(address, {"other": theirs.pk, "happened_on": "26.06.2024"})
    assert "other" in refused.context["form"].errors
    client.post(address, {"other": place.pk, "happened_on": "26.06.2024"})
    assert Organization.objects.get_parent(Organization.objects.get(pk=branch.pk)) == place


# --- People, appointments, accounts -------------------------------------------------------------


def test_contacts_are_shown_to_who_keeps_the_record_only(client, ours):
    person = AppointmentFactory(organization=ours, person__phone="+7 701 000").person
    for role, shown in [(Role.CHAIR, False), (Role.EDITOR, True)]:
        client.force_login(UserFactory(role=role, organization=ours))
        content = client.get(page("person", "change", person.pk)).content.decode()
        assert ("+7 701 000" in content) is shown
        listed = client.get(page("person", "changelist"), {"phone__startswith": "+7 701"})
        assert listed.status_code == 400


def appointing(person, organization, **fields):
    return {
        "person": person.pk,
        "organization": organization.pk,
        "post_ru": "председатель",
        "role": "chair",
        "is_public": "on",
        **fields,
    }


def test_an_appointment_is_made_within_the_reach(client, administrator, ours, theirs):
    person = PersonFactory()
    response = client.post(page("appointment", "add"), appointing(person, theirs))
    assert "organization" in errors(response)
    client.post(page("appointment", "add"), appointing(person, ours))
    appointment = person.appointments.get()
    assert (appointment.organization, appointment.role) == (ours, "chair")
    assert JournalEntry.objects.filter(code="appointment.made").exists()


def test_the_role_of_an_appointment_does_not_change(client, administrator, ours, theirs):
    appointment = AppointmentFactory(organization=ours, role=Role.CHAIR)
    client.post(
        page("appointment", "change", appointment.pk),
        appointing(administrator.person, theirs, role="administrator", post_ru="глава"),
    )
    appointment.refresh_from_db()
    assert (appointment.role, appointment.organization) == ("chair", ours)
    assert appointment.post_ru == "глава"


def test_an_account_is_opened_for_people_within_the_reach(client, administrator, ours, theirs):
    here = AppointmentFactory(organization=ours).person
    there = AppointmentFactory(organization=theirs).person
    account = {"email": "new@example.org", "language": "ru"}
    response = client.post(page("user", "add"), {**account, "person": there.pk})
    assert "person" in errors(response)
    client.post(page("user", "add"), {**account, "person": here.pk})
    user = User.objects.get(email="new@example.org")
    assert user.person == here
    assert not user.has_usable_password()


def test_an_account_has_no_field_for_rights(client, administrator):
    response = client.get(page("user", "change", administrator.pk))
    fields = set(response.context["adminform"].form.fields)
    assert fields == {"person", "language", "is_active"}


def test_the_list_of_accounts_is_not_filtered_by_password(client, administrator):
    response = client.get(page("user", "changelist"), {"password__startswith": "md5"})
    assert response.status_code == 400


def test_a_person_with_a_post_elsewhere_stays_who_they_are(client, administrator, ours, theirs):
    person = AppointmentFactory(organization=ours).person
    AppointmentFactory(organization=theirs, person=person)
    before = person.name_ru
    response = client.post(page("person", "change", person.pk), {"name_ru": "Другой"})
    assert response.status_code == 403
    assert Person.objects.get(pk=person.pk).name_ru == before


# --- Channels -----------------------------------------------------------------------------------


def entering(organization, **fields):
    return {"organization": organization.pk, "network": "instagram", "link": PAGE, **fields}


NO_INLINES = {
    f"{name}-{count}": 0
    for name in ("follower_counts", "flags")
    for count in ("TOTAL_FORMS", "INITIAL_FORMS")
}


def test_a_channel_is_entered_within_the_reach_and_made_canonical(
    client, administrator, ours, theirs
):
    assert "organization" in errors(client.post(page("channel", "add"), entering(theirs)))
    client.post(page("channel", "add"), entering(ours, link=f"{PAGE}?igsh=1"))
    channel = Channel.objects.get()
    assert (channel.url, channel.entered) == (PAGE, f"{PAGE}?igsh=1")


@pytest.mark.parametrize("link", ["нет", "javascript:alert(1)", "https://www.facebook.com/name"])
def test_what_is_no_link_is_refused_at_its_field(client, administrator, ours, link):
    assert "link" in errors(client.post(page("channel", "add"), entering(ours, link=link)))


def test_a_second_time_the_same_page_is_refused(client, administrator, ours):
    ChannelFactory(organization=ours, url=PAGE)
    assert "link" in errors(client.post(page("channel", "add"), entering(ours)))


def test_a_channel_changes_its_link_not_its_organization(client, administrator, ours, theirs):
    channel = ChannelFactory(organization=ours, url=PAGE)
    client.post(
        page("channel", "change", channel.pk),
        {**entering(theirs, link=f"{PAGE}_2", title="Т"), **NO_INLINES},
    )
    channel.refresh_from_db()
    assert (channel.organization, channel.url, channel.title) == (ours, f"{PAGE}_2", "Т")


def test_followers_are_counted_corrected_and_removed_beside_the_channel(
    client, administrator, ours
):
    channel = ChannelFactory(organization=ours, url=PAGE)
    channel.follower_counts.create(counted_on=dt.date(2024, 11, 30), number=4000)
    channel.follower_counts.create(counted_on=dt.date(2023, 12, 31), number=3000)
    form = client.get(page("channel", "change", channel.pk))
    changes = {"number": "5000", "counted_on": "01.12.2024", "qualifier": "more_than"}
    saved = send(
        client,
        form,
        **{f"follower_counts-0-{name}": value for name, value in changes.items()},
        **{"follower_counts-1-DELETE": "on"},
    )
    assert not troubles(saved)
    count = channel.follower_counts.get()
    assert (count.number, count.qualifier, count.counted_on) == (
        5000,
        "more_than",
        dt.date(2024, 12, 1),
    )
    codes = JournalEntry.objects.order_by("pk").values_list("code", flat=True)
    withdrawn = "channel.count_withdrawn"
    assert list(codes)[-3:] == [withdrawn, withdrawn, "channel.followers_counted"]


def test_a_changed_appointment_stands_in_the_journal_and_keeps_its_order(
    client, administrator, ours
):
    post = AppointmentFactory(
        organization=ours, starts_on=dt.date(2024, 1, 1), ends_on=dt.date(2024, 6, 30)
    )
    form = client.get(page("appointment", "change", post.pk))
    refused = send(client, form, starts_on="01.07.2024")
    assert "Аяқталуы басталуынан бұрын" in str(troubles(refused))
    assert send(client, form, starts_on="01.02.2024").status_code == 302
    post.refresh_from_db()
    assert post.starts_on == dt.date(2024, 2, 1)
    assert JournalEntry.objects.get(code="appointment.changed").user == administrator


def test_channels_are_listed_by_their_doubts(client, administrator, ours):
    ChannelFactory(organization=ours)
    doubtful = ChannelFactory(organization=ours)
    ChannelFlag.objects.create(channel=doubtful, kind="share_link")
    for doubt in ("any", "share_link"):
        listed = client.get(page("channel", "changelist"), {"doubt": doubt}).context["cl"]
        assert list(listed.queryset) == [doubtful]
    assert not client.get(page("channel", "changelist"), {"doubt": "post"}).context["cl"].queryset
    listed = client.get(page("channel", "changelist")).content.decode()
    assert re.search('field-open_doubts[^>]*><span class="no-value">', listed), "a phone hides it"


def test_a_doubt_is_settled_by_a_step(client, administrator, ours):
    flag = ChannelFlag.objects.create(channel=ChannelFactory(organization=ours), kind="post")
    elsewhere = ChannelFlag.objects.create(channel=ChannelFactory(), kind="post")
    address = page("channel", "settle", flag.channel.pk)
    refused = client.post(address, {"flag": elsewhere.pk, "settlement": "Проверено"})
    assert "flag" in refused.context["form"].errors
    client.post(address, {"flag": flag.pk, "settlement": "Проверено"})
    flag.refresh_from_db()
    assert flag.settlement == "Проверено"


def test_a_table_with_a_bad_row_is_refused_with_its_number(client, administrator, ours, tmp_path):
    table = tmp_path / "channels.csv"
    table.write_text(f"organization,link\nours,{PAGE}\nours,страницы нет\n", encoding="utf-8")
    with table.open("rb") as file:
        response = client.post(page("channel", "bring_in"), {"table": file})
    assert [row for row, _sentences in response.context["rows_refused"]] == [3]
    assert not Channel.objects.exists()
    table.write_text(f"organization,link\nours,{PAGE}\n", encoding="utf-8")
    with table.open("rb") as file:
        assert client.post(page("channel", "bring_in"), {"table": file}).status_code == 302
    assert Channel.objects.get().url == PAGE


def test_removing_channels_drops_the_doubts_of_the_others(client, administrator, ours, theirs):
    for organization in (ours, theirs):
        ChannelFactory(organization=organization, url=PAGE)
    kept = Channel.objects.get(organization=theirs)
    ChannelFlag.objects.create(channel=kept, kind="shared")
    ids = list(Channel.objects.values_list("pk", flat=True))
    client.post(
        page("channel", "changelist"),
        {"action": "delete_selected", "_selected_action": ids, "post": "yes"},
    )
    assert list(Channel.objects.all()) == [kept]
    assert kept.flags.get().settled_on


def test_an_appointment_ends_by_a_step(client, administrator, ours):
    appointment = AppointmentFactory(organization=ours, role=Role.CHAIR)
    client.post(page("appointment", "end", appointment.pk), {"ends_on": "31.12.2024"})
    assert Appointment.objects.get(pk=appointment.pk).ends_on == dt.date(2024, 12, 31)


def rows_of(response, part=""):
    return html.fromstring(response.content.decode()).xpath(f"//tbody/tr{part}")


def test_the_history_of_a_record_is_what_the_journal_tells_of_it(client, administrator, ours):
    person, other = (PersonFactory(kept_by=ours) for _person in range(2))
    save_record(record=person, by=administrator)
    log(None, "record.entered", other)
    address = reverse("admin:unions_person_history", args=[person.pk])
    cells = rows_of(client.get(address), "/td/text()")
    assert [cell.strip() for cell in cells][1:] == [str(administrator), "жазба өзгертілді"]
    for _time in range(50):
        log(None, "record.changed", person)
    assert len(rows_of(client.get(address))) == 50
    assert len(rows_of(client.get(address, {"p": 2}))) == 1


def test_the_frame_says_once_who_works_here(client, administrator):
    told = client.get(reverse("admin:index")).content.decode()
    assert told.count(administrator.email) == 1


def test_what_the_admin_saves_is_entered_once_and_in_the_journal(client, administrator, ours):
    person = PersonFactory(kept_by=ours)
    form = client.get(reverse("admin:unions_person_change", args=[person.pk]))
    assert send(client, form).status_code == 302
    assert JournalEntry.objects.filter(object_id=str(person.pk), user=administrator).count() == 1
    assert not LogEntry.objects.exists()

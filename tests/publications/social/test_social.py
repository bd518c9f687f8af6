"""Social posts: many links at once, each read, recognized and entered once."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from mediacenter.services.journal.models import JournalEntry
from mediacenter.toolkit.dates import Precision
from publications.press.actions.pasted import lines_of
from publications.social.actions.posts import enter_posts
from publications.social.models import SocialPost
from tests.publications.factories import SocialPostFactory
from tests.unions.factories import ChannelFactory, UserFactory
from unions.models import Network, Role

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 3, 12)
WHEN = (DAY, DAY, Precision.DAY)
GOOD = "https://www.instagram.com/p/Abc1/?igsh=xyz"
BAD = "@kasipodaq"


def entered(organization, *lines, **options):
    return enter_posts(organization=organization, when=WHEN, text="\n".join(lines), **options)


def test_each_line_becomes_a_post_with_its_canonical_link(karaganda, press_officer):
    read = entered(karaganda, GOOD, "", "t.me/kasipodaq/12", by=press_officer)
    assert not read.refused
    posts = SocialPost.objects.order_by("pk")
    assert [post.url for post in posts] == [
        "https://www.instagram.com/p/Abc1/",
        "https://t.me/kasipodaq/12",
    ]
    assert posts[0].entered == GOOD
    assert posts[0].starts_on == DAY


def test_more_links_than_one_form_takes_are_sent_in_parts():
    with pytest.raises(ValidationError, match="more than 2 links"):
        lines_of(f"{GOOD}\n\n{GOOD}\n{GOOD}", most=2)
    assert lines_of(f" {GOOD}\n\n{GOOD}", most=2) == [GOOD, GOOD]


def test_a_refused_line_holds_up_no_other_and_says_why(karaganda):
    read = entered(karaganda, BAD, GOOD)
    assert read.refused == [(BAD, "This is the name of an account, not a link.")]
    assert list(SocialPost.objects.all()) == read.saved


def test_what_is_entered_already_or_stands_twice_is_told(karaganda, almaty):
    SocialPostFactory(organization=karaganda, url="https://www.instagram.com/p/Abc1/")
    read = entered(karaganda, GOOD, "t.me/kasipodaq/12", "https://t.me/kasipodaq/12/")
    assert [line for line, _reason in read.refused] == [GOOD, "https://t.me/kasipodaq/12/"]
    assert entered(almaty, GOOD).saved  # a joint post counts at each


def test_a_post_is_known_by_its_key_in_the_list_and_in_the_form(officer, karaganda):
    SocialPostFactory(organization=karaganda, url="https://www.instagram.com/p/Abc1/")
    read = entered(karaganda, "https://www.instagram.com/union/reel/Abc1/")
    assert [reason for _line, reason in read.refused] == ["This post is entered already."]
    given = {
        "organization": karaganda.pk,
        "when": "2024",
        "url": "https://www.instagram.com/reels/Abc1/",
    }
    url = reverse("admin:publications_socialpost_add")
    refusal = officer.post(url, given)
    assert refusal.context["adminform"].form.errors["url"] == ["This post is entered already."]
    # 80 letters of Kazakh take 480 characters, percent-encoded
    long = f"https://site.kz/{quote('қ' * 80)}"
    assert officer.post(url, {**given, "url": long}).status_code == 302
    post = SocialPost.objects.get(entered=long)
    assert post.url == f"https://site.kz/{'қ' * 80}"
    entry = JournalEntry.objects.get()
    assert (entry.code, entry.subject) == ("post.entered", post)


def test_the_channel_is_told_by_the_link(karaganda):
    telegram = [
        ChannelFactory(organization=karaganda, network=Network.TELEGRAM, url=f"https://t.me/{name}")
        for name in ("birinshi", "ekinshi")
    ]
    instagram = ChannelFactory(
        organization=karaganda, network=Network.INSTAGRAM, url="https://www.instagram.com/odaq"
    )
    read = entered(
        karaganda, "https://t.me/ekinshi/5", GOOD, "https://www.facebook.com/odaq/posts/1"
    )
    assert [post.channel for post in read.saved] == [telegram[1], instagram, None]


def test_the_page_itself_is_no_post(karaganda):
    ChannelFactory(
        organization=karaganda, network=Network.INSTAGRAM, url="https://www.instagram.com/odaq"
    )
    read = entered(karaganda, "https://instagram.com/odaq/")
    assert "not a post" in read.refused[0][1]


def test_nobody_enters_posts_of_an_organization_outside_the_reach(karaganda, almaty):
    stranger = UserFactory(role=Role.PRESS_OFFICER, organization=almaty)
    with pytest.raises(PermissionDenied):
        entered(karaganda, GOOD, by=stranger)
    assert entered(almaty, GOOD, by=stranger).saved


def test_the_page_gives_back_the_lines_that_were_refused(client, press_officer, karaganda):
    client.force_login(press_officer)
    sent = {"organization": karaganda.pk, "when": "12.03.2024", "text": f"{GOOD}\n{BAD}"}
    page = client.post(reverse("social:links"), sent)
    assert "1 post is entered." in page.content.decode()
    assert page.context["form"]["text"].value() == BAD
    mended = {**sent, "text": "t.me/kasipodaq/12"}
    assert client.post(reverse("social:links"), mended).status_code == 302
    assert SocialPost.objects.filter(organization=karaganda).count() == 2


def test_the_page_is_for_those_who_write(client, karaganda):
    url = reverse("social:links")
    assert client.get(url).status_code == 302
    chair = UserFactory(role=Role.CHAIR, organization=karaganda)
    client.force_login(chair)
    assert client.get(url).status_code == 403

"""Social posts: many links at once, each read, recognized and entered once."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from mediacenter.toolkit.dates import Precision
from publications.actions import enter_posts
from publications.models import SocialPost
from tests.unions.factories import ChannelFactory, UserFactory
from unions.models import Network, Role

from .factories import SocialPostFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2024, 3, 12)
WHEN = (DAY, DAY, Precision.DAY)
GOOD = "https://www.instagram.com/p/Abc1/?igsh=xyz"
BAD = "@kasipodaq"


def entered(organization, *lines, **options):
    return enter_posts(organization=organization, when=WHEN, text="\n".join(lines), **options)


def test_each_line_becomes_a_post_with_its_canonical_link(karaganda, press_officer):
    read = entered(karaganda, GOOD, "", "t.me/kasipodaq/12", by=press_officer)
    assert read.are_saved
    posts = SocialPost.objects.order_by("pk")
    assert [post.url for post in posts] == [
        "https://www.instagram.com/p/Abc1/",
        "https://t.me/kasipodaq/12",
    ]
    assert posts[0].entered == GOOD
    assert posts[0].starts_on == DAY


def test_a_refused_line_holds_up_the_others_until_somebody_leaves_it_out(karaganda):
    read = entered(karaganda, GOOD, BAD)
    assert not read.are_saved
    assert [line for line, _reason in read.refused] == [BAD]
    assert not SocialPost.objects.exists()
    assert entered(karaganda, GOOD, BAD, leave_out_refused=True).are_saved
    assert SocialPost.objects.count() == 1


def test_what_is_entered_already_or_stands_twice_is_told(karaganda, almaty):
    SocialPostFactory(organization=karaganda, url="https://www.instagram.com/p/Abc1/")
    read = entered(karaganda, GOOD, "t.me/kasipodaq/12", "https://t.me/kasipodaq/12/")
    assert [line for line, _reason in read.refused] == [GOOD, "https://t.me/kasipodaq/12/"]
    assert entered(almaty, GOOD).are_saved  # a joint post counts at each


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
    assert [post.channel for post in read.posts] == [telegram[1], instagram, None]


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
    assert entered(almaty, GOOD, by=stranger).are_saved


def test_the_page_keeps_the_good_ones_only_when_told_to(client, press_officer, karaganda):
    client.force_login(press_officer, "django.contrib.auth.backends.ModelBackend")
    url = reverse("social:links")
    sent = {"organization": karaganda.pk, "when": "12.03.2024", "text": f"{GOOD}\n{BAD}"}
    page = client.post(url, sent).content.decode()
    assert "This is the name of an account, not a link." in page
    assert not SocialPost.objects.exists()
    assert client.post(url, {**sent, "leave_out_refused": "1"}).status_code == 302
    assert SocialPost.objects.get().organization == karaganda


def test_the_page_is_for_those_who_write(client, karaganda):
    url = reverse("social:links")
    assert client.get(url).status_code == 302
    chair = UserFactory(role=Role.CHAIR, organization=karaganda)
    client.force_login(chair, "django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 403

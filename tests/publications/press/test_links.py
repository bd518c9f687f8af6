"""Links in the forms: as pasted, and canonical."""

import pytest

from publications.press.models import Coverage
from publications.social.models import SocialPost
from tests.changelists import admin_url
from tests.publications.factories import OutletFactory, SocialPostFactory


def test_a_pasted_link_loses_what_does_not_lead(officer, karaganda):
    pasted = " https://m.facebook.com/groups/1/posts/2/?mibextid=abc "
    officer.post(
        admin_url(SocialPost, "add"), {"organization": karaganda.pk, "when": "2024", "url": pasted}
    )

    post = SocialPost.objects.get()
    assert post.url == "https://www.facebook.com/groups/1/posts/2/"
    assert post.entered == pasted.strip()


def test_what_was_entered_stays_when_the_rest_is_changed(officer, karaganda):
    post = SocialPostFactory(organization=karaganda, entered="as it was pasted")
    url = admin_url(SocialPost, "change", post.pk)
    officer.post(url, {"organization": karaganda.pk, "when": "2023", "url": post.url})

    post.refresh_from_db()
    assert (post.starts_on.year, post.entered) == (2023, "as it was pasted")


@pytest.mark.parametrize("pasted", ["позвоните нам", "javascript:alert(1)", "@union", "http://"])
def test_what_is_no_link_is_refused_at_its_line(officer, karaganda, pasted):
    response = officer.post(
        admin_url(SocialPost, "add"), {"organization": karaganda.pk, "when": "2024", "url": pasted}
    )

    assert "url" in response.context["adminform"].form.errors
    assert not SocialPost.objects.exists()


def test_the_same_post_is_entered_once(officer, karaganda):
    sent = {"organization": karaganda.pk, "when": "2024", "url": "https://t.me/a/1"}
    officer.post(admin_url(SocialPost, "add"), sent)
    response = officer.post(admin_url(SocialPost, "add"), {**sent, "url": "t.me/a/1?utm_source=x"})

    assert response.context["adminform"].form.errors
    assert SocialPost.objects.count() == 1


def test_coverage_may_stand_without_a_link(officer, karaganda):
    sent = {"organization": karaganda.pk, "when": "", "medium": "press", "url": ""}
    officer.post(admin_url(Coverage, "add"), {**sent, "outlet": OutletFactory().pk})

    assert Coverage.objects.get().url == ""

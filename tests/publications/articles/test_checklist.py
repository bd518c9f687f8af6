"""What a text lacks: what stops its writer, what stops its editor, what only calls for a look."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.utils import timezone, translation

from mediacenter.toolkit.link_status import NoAnswer, NotPublic, is_public, status_of
from publications.articles.actions import links
from publications.articles.actions.links import check_links
from publications.articles.actions.releasing import NotReady, publish_text, submit_text
from publications.articles.checklist import checklist, links_in
from publications.articles.models import ArticleText, GalleryPicture, LinkAnswer, LinkCheck, Status
from publications.articles.reading import reading_minutes
from tests.publications.article_form import change_url
from tests.publications.factories import ArticleFactory, ArticleTextFactory, PictureFactory
from unions.actions import describe_organization

LONG = "<p>" + "Ұйым мүшелері жиналысқа қатысты. " * 30 + "</p>"


@pytest.fixture
def text(karaganda):
    contacts = {"phone": "87212561234", "address_kk": "Қарағанды", "hours_kk": "Дс–Жм 9:00–18:00"}
    describe_organization(organization=karaganda, email="karaganda@example.org", **contacts)
    karaganda.refresh_from_db()
    return ArticleTextFactory(article=ArticleFactory(organization=karaganda), body=LONG)


def codes(text, by=None, *, blocking=None):
    return {
        finding.code
        for finding in checklist(text, by=by)
        if blocking is None or finding.is_blocking == blocking
    }


def test_nothing_is_found_in_a_sound_text(text, press_officer):
    assert checklist(text, by=press_officer) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "title"),
        ({"lead": ""}, "lead"),
        ({"body": "<p>&nbsp;</p>"}, "body"),
        ({"body": f'{LONG}<p><img src="/media/a.webp" alt=" "></p>'}, "alternative_texts"),
    ],
)
def test_what_stops_everybody(text, press_officer, editor, changes, code):
    for name, value in changes.items():
        setattr(text, name, value)
    assert code in codes(text, press_officer, blocking=True)
    assert code in codes(text, editor, blocking=True)


def test_the_gallery_needs_alternative_texts_too(text, karaganda, editor):
    picture = PictureFactory(organization=karaganda, alt_kk="")
    GalleryPicture.objects.create(article=text.article, picture=picture)
    assert codes(text, editor, blocking=True) == {"alternative_texts"}


@pytest.mark.parametrize(
    ("body", "is_skipped"),
    [
        ("<h2>a</h2><h3>b</h3><h2>c</h2>", False),
        ("<h3>a</h3>", True),
        ("<h2>a</h2><h4>b</h4>", True),
    ],
)
def test_headings_go_down_one_by_one(text, press_officer, body, is_skipped):
    text.body = body + LONG
    assert ("headings" in codes(text, press_officer)) == is_skipped


def test_the_order_of_headings_stops_the_writer_and_only_warns_the_editor(
    text, press_officer, editor
):
    text.body = f"<h4>a</h4>{LONG}"
    text.save()

    assert codes(text, editor, blocking=False) == {"headings"}
    with pytest.raises(NotReady):
        submit_text(text_id=text.pk, by=press_officer)
    publish_text(text_id=text.pk, by=editor)


def test_a_missing_text_in_the_state_language_is_told(text, press_officer):
    russian = ArticleTextFactory(article=text.article, language="ru", body=LONG)
    assert codes(russian, press_officer) == {"state_language"}

    publish_text(text_id=text.pk)
    assert codes(russian, press_officer) == set()


@pytest.mark.parametrize(
    "changes", [{"title": "т" * 121}, {"lead": "л" * 401}, {"body": "<p>Аз сөз.</p>"}]
)
def test_length_is_a_warning(text, press_officer, changes):
    for name, value in changes.items():
        setattr(text, name, value)
    assert codes(text, press_officer) == codes(text, press_officer, blocking=False) == {"length"}


@pytest.mark.parametrize(("language", "minutes"), [("kk", 4), ("ru", 3), ("en", 3)])
def test_reading_takes_its_time_in_each_language(language, minutes):
    text = ArticleText(language=language, body="<p>" + "сөз " * 520 + "</p>")
    assert reading_minutes(text) == minutes


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_list_speaks_the_language_of_the_writer(text, language):
    text.title = ""
    with translation.override("en"):
        [english] = [finding.sentence for finding in checklist(text) if finding.code == "title"]
    with translation.override(language):
        [said] = [finding.sentence for finding in checklist(text) if finding.code == "title"]
    assert said != english


def test_the_form_shows_the_list_before_anybody_asks(client, press_officer, text):
    text.lead = ""
    text.save()
    client.force_login(press_officer)
    page = client.get(change_url(text.article)).content.decode()

    assert "Fix these issues:" in page
    assert "The lead is missing" in page
    assert "Reading time: 1 minute." in page


# --- Links ---


class Site(BaseHTTPRequestHandler):
    """Answers as its paths say; /no-head knows only GET."""

    def do_HEAD(self):
        self.answer(405 if self.path == "/no-head" else None)

    def do_GET(self):
        self.answer(None)

    def answer(self, status):
        path = self.path.partition("?")[0]
        moved = {"/moved": "/here", "/round": "/round", "/inside": "http://127.0.0.1:1/"}
        self.send_response(status or (302 if path in moved else 404 if path == "/gone" else 200))
        if path in moved:
            self.send_header("Location", moved[path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def only(open_port):
    """A stand-in for the open Internet: this one port of this machine."""
    return lambda address, port: port == open_port


@pytest.mark.parametrize(
    ("path", "status"), [("/here", 200), ("/moved", 200), ("/gone", 404), ("/no-head", 200)]
)
def test_a_link_answers_in_the_end(site, path, status):
    assert status_of(f"http://127.0.0.1:{site}{path}", allowed=only(site)) == status


def test_kazakh_letters_in_a_path_travel(site):
    link = f"http://127.0.0.1:{site}/жаңалық?сұрақ=ә"
    assert status_of(link, allowed=only(site)) == 200


def test_a_redirect_does_not_lead_inside(site):
    with pytest.raises(NotPublic):
        status_of(f"http://127.0.0.1:{site}/inside", allowed=only(site))


def test_a_link_that_turns_in_a_circle_answers_nothing(site):
    with pytest.raises(NoAnswer):
        status_of(f"http://127.0.0.1:{site}/round", allowed=only(site))


@pytest.mark.parametrize(
    "link",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://93.184.215.14:6379/",
        "ftp://93.184.215.14/",
    ],
)
def test_no_link_reaches_what_is_not_the_open_internet(link):
    with pytest.raises(NotPublic):
        status_of(link)


def test_the_open_internet_is_open():
    assert is_public("93.184.215.14", 443)
    assert is_public("2606:2800:220:1::1", 80)


def linked(text, *links):
    text.body = LONG + "".join(f'<p><a href="{link}">сілтеме</a></p>' for link in links)
    text.save()
    return text


def test_dead_links_are_found_outside_the_request_and_told(site, text, press_officer, editor):
    here, gone = (f"http://127.0.0.1:{site}/{path}" for path in ("here", "gone"))
    linked(text, here, gone, f"{gone}?a=1&amp;b=2", "http://127.0.0.1:1/", "http://no.invalid/")
    assert codes(text, press_officer) == set(), "nothing is known yet, and nobody waits"

    assert check_links(allowed=only(site)) == 5
    answers = dict(LinkCheck.objects.values_list("url", "answer"))
    assert answers == {
        here: LinkAnswer.ANSWERS,
        gone: LinkAnswer.GONE,
        f"{gone}?a=1&b=2": LinkAnswer.GONE,
        "http://127.0.0.1:1/": LinkAnswer.CLOSED,
        "http://no.invalid/": LinkAnswer.SILENT,
    }
    told = [finding for finding in checklist(text, by=press_officer) if finding.code == "links"]
    assert len(told) == 4
    assert codes(text, press_officer, blocking=False) == {"links"}
    assert codes(text, editor, blocking=False) == {"links"}


def test_a_writer_who_has_seen_that_a_link_is_dead_submits_anyway(client, text, press_officer):
    linked(text, "https://a.example/")
    LinkCheck.objects.create(
        url="https://a.example/", answer=LinkAnswer.SILENT, tried_at=timezone.now()
    )
    with pytest.raises(NotReady, match=r"a\.example"):
        submit_text(text_id=text.pk, by=press_officer)
    client.force_login(press_officer)
    page = client.get(change_url(text.article))
    assert "submit-anyway:" in page.content.decode()
    submit_text(text_id=text.pk, by=press_officer, despite={"links"})
    text.refresh_from_db()
    assert text.status == Status.REVIEW


def test_what_was_tried_is_tried_again_in_its_time_only(site, text):
    linked(text, f"http://127.0.0.1:{site}/here", f"http://127.0.0.1:{site}/gone")
    now = timezone.now()
    numbers = [
        check_links(now=now + timezone.timedelta(minutes=minutes), allowed=only(site))
        for minutes in (0, 5, 20, 24 * 60 + 25)
    ]
    assert numbers == [2, 0, 1, 2]


def test_a_round_ends_in_its_time_and_the_next_one_goes_on(site, text, monkeypatch):
    linked(text, f"http://127.0.0.1:{site}/here", f"http://127.0.0.1:{site}/gone")
    with monkeypatch.context() as hurried:
        hurried.setattr(links, "PATIENCE", -1)
        assert check_links(allowed=only(site)) == 0
    assert check_links(allowed=only(site)) == 2


def test_links_of_published_texts_are_left_alone(site, text):
    publish_text(text_id=linked(text, f"http://127.0.0.1:{site}/here").pk)
    assert check_links(allowed=only(site)) == 0


def test_links_of_the_portal_itself_are_not_asked_for(settings, text):
    linked(text, f"{settings.PUBLIC_URL}/kk/news/", "/kk/news/", "https://a.example/")
    assert links_in(text) == ["https://a.example/"]

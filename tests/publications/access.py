"""Who may do what with texts, pictures, registers, the library and the newspapers."""

import uuid

from django.core import signing
from django.core.files.base import ContentFile
from django.urls import resolve
from django.utils.translation import override

from publications.articles.models import Audience, Remark, Revision, Tag
from publications.articles.previews import preview_url
from publications.guides.models import GuideStatus
from publications.newsletter.links import CONFIRM, MANAGE
from tests.access.rows import (
    ACCREDITED,
    ALL,
    OPEN,
    READERS,
    SIGNED_IN,
    WRITERS,
    Common,
    Own,
    Page,
    of,
    slug,
)
from tests.publications.factories import (
    ArticleTextFactory,
    CoverageFactory,
    GuideFactory,
    LibraryDocumentFactory,
    MediaPartnershipFactory,
    NewsletterSubscriptionFactory,
    NewspaperIssueFactory,
    OutletFactory,
    PictureFactory,
    PrintedMatterFactory,
    RubricFactory,
    SocialPostFactory,
    SubscriptionFactory,
)


def written(organization):
    """An article as its form makes it: with a text."""
    return ArticleTextFactory(article__organization=organization).article


def tag(organization=None):
    return Tag.objects.create(slug=uuid.uuid4().hex, name_kk="Тег")


def outlet(organization):
    return OutletFactory()


def issue(organization, **fields):
    return NewspaperIssueFactory(outlet__publisher=organization, **fields)


MODELS = {
    "publications.article": Own("PECA", "PEA", "PEA", "PEA", written),
    "publications.picture": Own("PECA", "PEA", "PEA", "PEA", of(PictureFactory)),
    "publications.rubric": Own(ALL, "PEA", "PEA", "PEA", of(RubricFactory)),
    "publications.outlet": Common(sees=ALL, adds="PEA", keeps="EA", record=outlet),
    "publications.coverage": Own(ALL, "PEA", "PEA", "PEA", of(CoverageFactory)),
    "publications.mediapartnership": Own(ALL, "PEA", "PEA", "PEA", of(MediaPartnershipFactory)),
    "publications.socialpost": Own(ALL, "PEA", "PEA", "PEA", of(SocialPostFactory)),
    "publications.printedmatter": Own(ALL, "PEA", "PEA", "PEA", of(PrintedMatterFactory)),
    "publications.subscription": Own(ALL, "PEA", "PEA", "PEA", of(SubscriptionFactory)),
    "publications.tag": Common(sees=ALL, adds="", keeps="EA", record=tag),
    "publications.librarydocument": Own(ALL, "EA", "EA", "EA", of(LibraryDocumentFactory)),
    "publications.guide": Own(ALL, "EA", "EA", "EA", of(GuideFactory)),
    "publications.newspaperissue": Own(ALL, "EA", "EA", "EA", issue),
}
FURTHER = {
    **{f"publications_guide_{step}": "changes" for step in ("review", "publish", "withdraw")},
    "publications_article_import_new": "adds",
    "publications_article_import_word": "changes",
    "publications_article_delete_text": "changes",
    "publications_article_duplicate": "adds",
    "publications_article_open_share_kit": "sees",
    "publications_picture_upload_many": "adds",
    "publications_coverage_enter_links": "adds",
    "publications_coverage_open_scan": "sees",
    "publications_socialpost_enter_posts": "adds",
    "publications_printedmatter_open_file": "sees",
    "publications_subscription_enter_table": "adds",
    **{
        f"publications_{register}_{page}": verb
        for register in ("outlet", "coverage", "socialpost", "printedmatter", "subscription")
        for page, verb in [("export", "sees"), ("import", "adds")]
    },
}


def published(ours):
    return [ArticleTextFactory(published=True, article__organization=ours).slug]


def draft(ours):
    text = ArticleTextFactory(article__organization=ours)
    Revision.objects.create(text=text, version=1, fields=text.parts)
    return text


def article(ours):
    return [draft(ours).article_id]


def text(ours):
    return [draft(ours).pk]


def rubric(ours):
    return [RubricFactory().slug]


def preview(ours):
    with override("kk"):  # whatever language an earlier page has left
        return [resolve(preview_url(draft(ours))).kwargs["token"]]


def to_confirm(ours):
    waiting = {"status": "waiting", "confirmed_at": None, "gathered_until": None}
    return [signing.dumps(NewsletterSubscriptionFactory(**waiting).pk, salt=CONFIRM)]


def to_manage(ours):
    return [signing.dumps(NewsletterSubscriptionFactory().pk, salt=MANAGE)]


def remark(ours):
    return [Remark.objects.create(text=draft(ours), words="Дерек қайдан?").pk]


def guide(ours):
    return [GuideFactory(organization=ours, status=GuideStatus.PUBLISHED).slug]


def pdf():
    return ContentFile(b"%PDF-1.7", name="scan.pdf")


def document(ours):
    return [LibraryDocumentFactory(organization=ours, file=pdf()).slug]


def scan(ours):
    return [CoverageFactory(organization=ours, scan=pdf()).pk]


EDIT_SESSION = str(uuid.uuid4())
KEPT = {
    "article": None,
    "edit_session": EDIT_SESSION,
    "sequence": 1,
    "language": "kk",
    "base_version": 0,
    "fields": {},
}
SITE = {
    "guides:list": Page(OPEN),
    "guides:guide": Page(OPEN, guide),
    "newsletter:subscribe": Page(OPEN),
    "newsletter:asked": Page(OPEN),
    "newsletter:confirm": Page(OPEN, to_confirm),  # by its signed link
    "newsletter:manage": Page(OPEN, to_manage),  # by its signed link
    "newsletter_desk:overview": Page(""),  # for editors of the root alone
    "newsletter_desk:preview": Page("", lambda ours: ["daily", "kk"]),  # likewise
    "publications:news": Page(OPEN),
    "publications:feed": Page(OPEN),
    "publications:feed_rss": Page(OPEN),
    "publications:feed_json": Page(OPEN),
    "publications:rubric": Page(OPEN, rubric),
    "publications:rubric_feed": Page(OPEN, rubric),
    "publications:rubric_feed_rss": Page(OPEN, rubric),
    "publications:rubric_feed_json": Page(OPEN, rubric),
    "publications:organization_news": Page(OPEN, slug),
    "publications:organization_feed": Page(OPEN, slug),
    "publications:organization_feed_rss": Page(OPEN, slug),
    "publications:organization_feed_json": Page(OPEN, slug),
    "publications:article": Page(OPEN, published),
    "publications:tag": Page(OPEN, lambda ours: [tag().slug]),
    "publications:audience": Page(OPEN, lambda ours: [Audience.values[0]]),
    "publications:coverage": Page(OPEN, slug),
    "publications:preview": Page(OPEN, preview),  # by its signed link
    "publications:under_embargo": Page(ACCREDITED),
    "library:list": Page(OPEN),
    "library:document": Page(OPEN, document),
    "library:file": Page(OPEN, document),
    "newspapers:list": Page(OPEN),
    "newspapers:newspaper": Page(OPEN, lambda ours: [issue(ours).outlet_id]),
    "newspapers:file": Page(OPEN, lambda ours: [issue(ours, file=pdf()).pk]),
    "newsroom:upload_picture": Page(WRITERS, posted={}, answer=400),  # none is sent
    "newsroom:choose_picture": Page(READERS),
    "newsroom:find_own_page": Page(WRITERS),
    "newsroom:keep_unsaved": Page(WRITERS, posted=KEPT, as_json=True),
    "newsroom:discard_unsaved": Page(  # one's own
        SIGNED_IN, query=f"?edit_session={EDIT_SESSION}&language=kk", posted={}
    ),
    "newsroom:preview_new": Page(WRITERS, posted={"preview": "kk"}),
    "newsroom:preview_form": Page(WRITERS, article, posted={"preview": "kk"}),
    "newsroom:presence": Page(WRITERS, article, posted={}),
    "newsroom:text_history": Page(READERS, text),
    "newsroom:restore": Page(WRITERS, text, posted={"version": 1}, answer=302),
    "newsroom:remark": Page(WRITERS, text, posted={"words": "Дерек қайдан?"}, answer=302),
    "newsroom:answer_remark": Page(WRITERS, remark, posted={"words": "Тізімнен."}, answer=302),
    "newsroom:settle": Page(WRITERS, remark, posted={}, answer=302),
    "press:overview": Page(READERS, query="?organization=ours"),
    "press:links": Page(WRITERS),
    "press:scan": Page(ALL, scan),
    "social:links": Page(WRITERS),
    "sharing:kit": Page(READERS, article),
    "subscriptions:table": Page(WRITERS, query="?organization=ours"),
}

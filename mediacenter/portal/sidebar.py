"""The admin's sidebar: its lists by the work that people do, what each may do first.

A place is a model of the admin ("publications.article") or a page of the cabinet ("plan:today").
"""

from dataclasses import dataclass, field
from functools import cache

from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy, pgettext_lazy

from mediacenter.toolkit.language import sort_key


@dataclass(frozen=True)
class Page:
    """A page beside the admin, for whoever holds the permission; without one for everybody."""

    place: str
    title: Promise
    permission: str = ""

    @property
    def address(self):
        return reverse(self.place)

    def is_open_to(self, user):
        return not self.permission or user.has_perm(self.permission)


@dataclass(frozen=True)
class Work:
    """A kind of work: its pages in their order, and its models, which sort by their names.

    `views` are pages to which those lead: sought by their names, and not in the sidebar.
    """

    title: Promise
    models: tuple
    pages: tuple = ()
    views: tuple = ()


WORKS = (
    Work(
        pgettext_lazy("work", "Writing"),
        (
            "publications.article",
            "publications.guide",
            "publications.picture",
            "publications.rubric",
            "publications.tag",
        ),
        (
            Page("plan:desk", gettext_lazy("Texts in progress"), "publications.add_article"),
            Page(
                "newsletter_desk:overview",
                gettext_lazy("News by e-mail"),
                "publications.see_newsletter",
            ),
        ),
    ),
    Work(
        pgettext_lazy("work", "Media plan"),
        (
            "publications.occasion",
            "publications.planitem",
            "publications.memorabledate",
            "publications.daynote",
        ),
        (
            Page("plan:today", gettext_lazy("My work"), "publications.view_occasion"),
            Page("plan:month", gettext_lazy("Calendar of the plan"), "publications.view_occasion"),
            Page("plan:board", gettext_lazy("Board of the plan"), "publications.view_occasion"),
        ),
        (
            Page("plan:week", gettext_lazy("The week of the plan"), "publications.view_occasion"),
            Page("plan:list", gettext_lazy("The plan as a list"), "publications.view_occasion"),
            Page("plan:fact", gettext_lazy("Plan and fact"), "publications.view_occasion"),
            Page(
                "plan:address",
                gettext_lazy("The plan in my calendar"),
                "publications.view_occasion",
            ),
            Page("plan:add_occasion", gettext_lazy("New occasion"), "publications.add_occasion"),
            Page("plan:add_note", gettext_lazy("New note on a day"), "publications.add_daynote"),
        ),
    ),
    Work(
        pgettext_lazy("work", "The media"),
        (
            "publications.coverage",
            "publications.crisiscard",
            "publications.journalist",
            "publications.mediapartnership",
            "publications.outlet",
            "publications.pressevent",
        ),
        (
            Page(
                "press:overview",
                gettext_lazy("What the media published"),
                "publications.view_crisiscard",
            ),
            Page(
                "press:links",
                gettext_lazy("Coverage: many links at once"),
                "publications.add_coverage",
            ),
            Page("press:joint", gettext_lazy("Joint publications"), "publications.add_coverage"),
        ),
    ),
    Work(
        pgettext_lazy("work", "Social networks"),
        ("publications.socialpost", "unions.channel"),
        (
            Page(
                "social:links",
                gettext_lazy("Social posts: many links at once"),
                "publications.add_socialpost",
            ),
            Page(
                "tables:followers", gettext_lazy("Followers of the pages"), "unions.change_channel"
            ),
        ),
    ),
    Work(
        pgettext_lazy("work", "Printed matter"),
        (
            "publications.librarydocument",
            "publications.newspaperissue",
            "publications.printedmatter",
            "publications.subscription",
            "outreach.boardsubject",
            "outreach.noticeboardregister",
        ),
        (
            Page(
                "subscriptions:table",
                gettext_lazy("Subscriptions to newspapers"),
                "publications.add_subscription",
            ),
        ),
    ),
    Work(
        pgettext_lazy("work", "Organizations and people"),
        (
            "unions.activityprogramme",
            "unions.appointment",
            "unions.congress",
            "unions.organization",
            "unions.person",
            "unions.region",
        ),
        (
            Page(
                "tables:contacts", gettext_lazy("Contacts of the branches"), "unions.enter_contacts"
            ),
            Page("deputies:deputies", gettext_lazy("Acting chairs"), "unions.name_deputy"),
        ),
    ),
    Work(
        pgettext_lazy("work", "Members’ voice"),
        (
            "outreach.appeal",
            "outreach.campaign",
            "outreach.committeehearing",
            "outreach.contest",
            "outreach.feedbackchannel",
            "outreach.membershipapplication",
            "outreach.visit",
        ),
        (
            Page(
                "outreach:visits",
                gettext_lazy("Visits and meetings of the branches"),
                "outreach.add_visit",
            ),
        ),
    ),
    Work(
        pgettext_lazy("work", "Training"),
        ("training.programme", "training.seminar"),
        (
            Page(
                "training:mine",
                gettext_lazy("Delegations to seminars"),
                "training.sign_up",
            ),
            Page(
                "training:applications",
                gettext_lazy("Applications to sanatoriums"),
                "training.sign_up",
            ),
            Page("training:learners", gettext_lazy("Hours of learning"), "training.sign_up"),
        ),
        (
            Page("training:learning", gettext_lazy("What I have learned")),
            Page("training:address", gettext_lazy("My seminars in my calendar")),
        ),
    ),
    Work(
        pgettext_lazy("work", "Reports"),
        (
            "reports.figure",
            "reports.indicatorwording",
            "reports.reportfile",
            "reports.reportingyear",
            "reports.reportjob",
            "reports.sectiontext",
            "reports.snapshot",
            "reports.taskahead",
        ),
        (Page("reports:mine", gettext_lazy("Yearly reports"), "reports.view_figure"),),
        (
            Page(
                "reports:wording",
                gettext_lazy("Wording of the reports"),
                "reports.view_indicatorwording",
            ),
        ),
    ),
    Work(
        pgettext_lazy("work", "Administration"),
        ("journal.journalentry", "register.entry", "unions.binentry", "unions.user"),
        (
            Page("mails:set_aside", gettext_lazy("Mails that were not sent"), "outbox.keep_mail"),
            Page(
                "retention:overview",
                gettext_lazy("How long personal data is kept"),
                "retention.view_purge",
            ),
        ),
        (
            Page("portal:cabinet", gettext_lazy("My dashboard")),
            Page("portal:account", gettext_lazy("My account")),
        ),
    ),
)


@dataclass
class Entry:
    """A line of the sidebar. `is_worked_on`: the user may enter or change something there."""

    place: str
    title: str
    address: str
    is_worked_on: bool = True
    is_pinned: bool = False
    is_current: bool = False


@dataclass
class Group:
    title: str
    entries: list = field(default_factory=list)


def sidebar_of(request, page=None):
    """Return {pinned: entries, groups, to_read: groups}, in no statement.

    `to_read` holds what the user sees and does not work on. What is pinned stands in its group too.
    `page` is the address beside which the sidebar stands, where that is not the request's own.
    """
    groups, to_read, pinned = [], [], {}
    for work in WORKS:
        entries = entries_of(work, request)
        for entry in entries:
            entry.is_current = (page or request.path).startswith(entry.address)
        for found, wanted in ((groups, True), (to_read, False)):
            some = [entry for entry in entries if entry.is_worked_on is wanted]
            if some:
                found.append(Group(str(work.title), some))
        pinned |= {entry.place: entry for entry in entries if entry.is_pinned}
    places = [place for place in request.user.pinned if place in pinned]
    return {"pinned": [pinned[place] for place in places], "groups": groups, "to_read": to_read}


def for_every_page(request):
    """What the templates of the admin know besides: {work: the sidebar}."""
    return {"work": sidebar_of(request)} if request.user.is_authenticated else {}


def entries_of(work, request):
    pages = [
        Entry(page.place, str(page.title), page.address)
        for page in work.pages
        if page.is_open_to(request.user)
    ]
    models = [entry for label in work.models if (entry := entry_of(label, request))]
    entries = [*pages, *sorted(models, key=lambda entry: sort_key(entry.title))]
    for entry in entries:
        entry.is_pinned = entry.place in request.user.pinned
    return entries


def all_pages(request):
    """{address: title} of all that the user may open from the sidebar, views included."""
    found = {}
    for work in WORKS:
        found |= {entry.address: entry.title for entry in entries_of(work, request)}
        found |= {
            page.address: str(page.title) for page in work.views if page.is_open_to(request.user)
        }
    return found


@cache  # every page of the admin asks for all of them, and no language changes them
def address_of_list(label):
    return reverse(f"admin:{label.replace('.', '_')}_changelist")


def entry_of(label, request):
    """The list of a model, where it is in the admin and the user may see it; else None."""
    model = apps.get_model(label)
    model_admin = admin.site._registry.get(model)
    if model_admin is None or not model_admin.has_view_permission(request):
        return None
    return Entry(
        label,
        capfirst(str(model._meta.verbose_name_plural)),
        address_of_list(label),
        is_worked_on=model_admin.has_add_permission(request)
        or model_admin.has_change_permission(request),
    )


def places_of(request):
    """The places that the user may open, with their titles: they alone can be pinned."""
    return {entry.place: entry.title for work in WORKS for entry in entries_of(work, request)}

"""Social networks: pages, materials, followers, feedback and appeals, prize draws, rubrics."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy, pgettext

from mediacenter.outreach.models import AppealKind, Way
from mediacenter.reports.indicators.sections.internet import FOLLOWERS
from mediacenter.services.printing import blocks
from mediacenter.toolkit.choice_labels import label_of
from mediacenter.toolkit.dates import Precision
from mediacenter.toolkit.quantity import say
from unions.models import Network

from . import figures, listing
from .counted import in_form, pattern_of
from .wording import listed, quoted, say_day, say_year, titled

PAGES = (Network.INSTAGRAM, Network.FACEBOOK)
OWN_FOLLOWERS = ngettext_lazy(
    "%(network)s, the organization's own page: %(number)s follower (%(as_of)s).",
    "%(network)s, the organization's own page: %(number)s followers (%(as_of)s).",
    "form",
)
ALL_FOLLOWERS = ngettext_lazy(
    "%(network)s, the pages of %(of_organizations)s together: %(number)s follower.",
    "%(network)s, the pages of %(of_organizations)s together: %(number)s followers.",
    "form",
)


def section(facts):
    return blocks.section(
        _("Social networks"),
        [*_pages(facts), *_materials(facts)],
        [
            blocks.section(pgettext("heading", "Followers"), _followers(facts)),
            blocks.section(_("Feedback and appeals"), [*_feedback(facts), *_appeals(facts)]),
            *_contests(facts),
            blocks.section(pgettext("heading", "Rubrics"), _rubrics(facts)),
        ],
    )


def _pages(facts):
    code = "channels.both_pages"
    figure = facts.figure(code)
    if figure is None:
        if any(one["channels"] for one in facts.rows("appendix")):
            return []
        return [blocks.missing(_("Pages in social networks were not stated."), code)]
    branches = len(facts.rows("appendix")) - 1
    if figure["number"] == figure["of"] == branches + 1 > 1:
        sentence = ngettext(
            "Pages on both Facebook and Instagram belong to the organization and to its one"
            " branch; the links are in the appendix.",
            "Pages on both Facebook and Instagram belong to the organization and to each of its"
            " %(branches)s branches; the links are in the appendix.",
            branches,
        )
        return [blocks.paragraph(sentence % {"branches": branches})]
    return figures.stated(
        facts,
        code,
        ngettext(
            "Organizations with pages on both Facebook and Instagram: %(number)s of"
            " %(organizations)s organization.",
            "Organizations with pages on both Facebook and Instagram: %(number)s of"
            " %(organizations)s organizations.",
            figure["of"],
        ),
        organizations=facts.figure_run(code, aspect="are", text=say(figure["of"])),
    )


def _materials(facts):
    code = "social.materials"
    made = figures.by_year(
        facts,
        code,
        caption=_("Materials published on the pages in social networks"),
        note=facts.notes([code]),
    )
    if not made:
        return [
            blocks.missing(
                _("How many materials were published on the pages was not stated."), code
            )
        ]
    total = figures.in_all(facts, code)
    if total:
        pattern = _("Materials published over the three years: %(total)s.")
        made.append(blocks.paragraph(blocks.sentence(pattern, total=total)))
    return made


def _followers(facts):
    lines = [line for network in FOLLOWERS for line in _followers_on(facts, network)]
    if not lines:
        return [
            blocks.missing(
                _("The numbers of followers were not stated."),
                *(f"social.followers.{network}" for network in FOLLOWERS),
            )
        ]
    return [blocks.bullets(lines)]


def _followers_on(facts, network):
    """What is known of a network: of the organization's own pages, and of all pages below it."""
    code = f"social.followers.{network}"
    figure = facts.figure(code)
    if figure is None:
        return
    place = {"network": label_of(Network, network)}
    if figure["own_number"] is not None:
        own = (figure["own_number"], figure["own_qualifier"])
        yield blocks.sentence(
            in_form(OWN_FOLLOWERS, *own),
            **place,
            number=facts.figure_run(code, aspect="own", text=say(*own)),
            as_of=_as_of(facts, network, figure),
        )
    if figure["number"] != figure["own_number"]:
        of_organizations = ngettext(
            "%(stated_by)s of %(organizations)s organization",
            "%(stated_by)s of %(organizations)s organizations",
            figure["of"],
        )
        pattern = in_form(ALL_FOLLOWERS, figure["number"], figure["qualifier"])
        yield blocks.sentence(
            pattern.replace("%(of_organizations)s", of_organizations),
            **place,
            number=facts.figure_run(code),
            stated_by=facts.figure_run(code, aspect="stated", text=say(figure["stated_by"])),
            organizations=facts.figure_run(code, aspect="are", text=say(figure["of"])),
        )
    elif figure["stated_by"] == 1 and figure["of"] > 1:
        yield _("%(network)s: nothing was stated of the pages of the branches.") % place


def _as_of(facts, network, figure):
    """The day of the count as precisely as it is known."""
    if figure["declared"]:
        return say_day(figure["declared"]["as_of"], figure["declared"]["precision"])
    counts = [
        channel["followers"]
        for channel in facts.rows("appendix")[0]["channels"]
        if channel["network"] == network and channel["followers"]
    ]
    if not counts:
        return say_year(facts.year)
    newest = max(counts, key=lambda count: count["as_of"])
    return say_day(newest["as_of"], newest["precision"])


def _feedback(facts):
    ways = {}
    for channel in facts.rows("feedback"):
        ways.setdefault(channel["kind"], []).append(label_of(Way, channel["way"]))
    if not ways:
        return [blocks.missing(_("The ways of feedback were not stated."))]
    return [
        blocks.paragraph(_("Members reach the organization in these ways:")),
        blocks.definitions(
            [(_kind_of(kind), listed(ways[kind])) for kind in AppealKind.values if kind in ways]
        ),
        *listing.told_cut(facts, "feedback"),
    ]


def _kind_of(kind):
    return {
        AppealKind.QUESTION: pgettext("appeals", "Questions"),
        AppealKind.MESSAGE: pgettext("appeals", "Messages"),
        AppealKind.APPEAL: pgettext("appeals", "Appeals"),
        AppealKind.COMMENT: pgettext("appeals", "Comments"),
    }[kind]


def _appeals(facts):
    code = "appeals.answered"
    stated = facts.stated_years(code)
    if not stated:
        return [
            blocks.missing(
                _("How many questions, messages and appeals were answered was not stated."),
                code,
            )
        ]
    caption = _("Questions, messages and appeals answered")
    if len(stated) > 1:
        return figures.by_year(facts, code, caption=caption, note=facts.notes([code]))
    pattern = _("%(done)s in %(year)s. %(notes)s")
    sentence = blocks.sentence(
        pattern.replace(
            "%(done)s", pattern_of(code, facts.figure(code, stated[0]), facts.name(code))
        ),
        year=str(stated[0]),
        number=facts.figure_run(code, stated[0]),
        notes=facts.notes([code]),
    )
    silent = listed(str(year) for year in facts.years if year not in stated)
    return [
        blocks.paragraph(sentence),
        blocks.missing(_("There is no such figure for the years: %(years)s.") % {"years": silent}),
    ]


def _contests(facts):
    contests = facts.rows("contests")
    made = [
        *figures.stated(facts, "contests.held"),
        *(block for contest in listing.own(contests) for block in _contest(facts, contest)),
        *listing.table_below(
            facts,
            _("Contests and prize draws of the organizations below"),
            contests,
            pgettext("column", "Contest"),
            lambda contest: quoted(facts.text(contest["title"])),
        ),
        *listing.rest(facts, "contests.held", len(contests), is_cut=facts["contests"]["is_cut"]),
    ]
    return [blocks.section(_("Prize draws"), made)] if made else []


def _contest(facts, contest):
    title = titled(pgettext("kind of a title", "contest"), facts.text(contest["title"]))
    sentence = _("To draw followers to the page, the organization holds the contest %(title)s.")
    sentences = [sentence % {"title": title}]
    pairs = [(pgettext("column", "Network"), label_of(Network, contest["network"]))]
    if _is_ongoing(facts, contest):
        since = {"year": contest["starts_on"][:4], "every": _every(contest["weekday"])}
        sentences.append(_("It is held since %(year)s, %(every)s.") % since)
    else:
        pairs.insert(0, (pgettext("contest", "Held"), facts.when(contest)))
        if contest["weekday"] is not None:
            pairs.insert(1, (_("Day of the week"), _every(contest["weekday"])))
    if contest["followers_gained"] is not None:
        gained = say(contest["followers_gained"], contest["followers_gained_qualifier"])
        pairs.append((_("Followers gained"), gained))
    if prize := facts.text(contest["prize"]):
        pairs.append((pgettext("column", "Prize"), prize))
    conditions = [line.strip() for line in facts.text(contest["conditions"]).splitlines()]
    made = [
        blocks.paragraph(" ".join(sentences)),
        blocks.definitions(pairs),
    ]
    if any(conditions):
        made.append(blocks.paragraph(_("To take part:")))
        made.append(blocks.bullets([line for line in conditions if line]))
    return made


def _is_ongoing(facts, contest):
    """Whether it is held every week, and its days do not end within the year."""
    is_of_years = contest["precision"] == Precision.YEAR
    is_weekly = contest["weekday"] is not None
    return is_weekly and is_of_years and contest["ends_on"] >= f"{facts.year}-12-31"


def _every(weekday):
    every = (
        _("every Monday"),
        _("every Tuesday"),
        _("every Wednesday"),
        _("every Thursday"),
        _("every Friday"),
        _("every Saturday"),
        _("every Sunday"),
    )
    return every[weekday]


def _rubrics(facts):
    rubrics = facts.rows("rubrics")
    if not rubrics:
        return [blocks.missing(_("Rubrics kept on the pages were not stated."))]
    made = [
        blocks.definitions(
            [(quoted(facts.text(rubric["name"])), _posts(rubric)) for rubric in rubrics]
        )
    ]
    memorable = [rubric for rubric in rubrics if rubric["marks_memorable_dates"]]
    if len(memorable) == len(rubrics):
        intro = _("The rubrics kept on the pages are devoted to memorable dates:")
    else:
        intro = _("The rubrics kept on the pages:")
    return [blocks.paragraph(intro), *made, *listing.told_cut(facts, "rubrics")]


def _posts(rubric):
    runs = []
    for url in rubric["posts"]:
        if runs:
            runs.append(blocks.run(", "))
        runs += blocks.address(url)
    return runs or blocks.words(_("no link was stated"))

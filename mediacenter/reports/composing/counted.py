"""What was counted, told in a whole sentence: a phrase for every indicator that is a number."""

from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext as _

from mediacenter.toolkit.quantity import Qualifier

NUMBER, SPACE = "%(number)s", "\N{NO-BREAK SPACE}"


def pattern_of(code, figure, name):
    """The pattern of a sentence without its stop, with ``%(number)s`` for a figure's words.

    `name` is what the report calls the indicator. Nought is not put in a sentence: no official
    writes that nought seminars were held.
    """
    number = figure["number"]
    if not number or code not in PHRASES:
        return _("%(name)s: %(number)s").replace("%(name)s", name)
    return in_form(PHRASES[code], number, figure["qualifier"])


def in_form(phrase, number, qualifier=Qualifier.EXACT):
    """A lazy plural in the form of a number, which stays with its noun in one line.

    In Russian "more than" and "about" want the genitive, which is the form of 2 after a number
    that ends with 1, else that of 5.
    """
    form = number
    if qualifier != Qualifier.EXACT and get_language() == "ru":
        form = 2 if number % 10 == 1 and number % 100 != 11 else 5
    pattern = phrase % _Kept(form=form)
    return pattern.replace(f"{NUMBER} ", f"{NUMBER}{SPACE}")


class _Kept(dict):
    """Chooses a form, and leaves the placeholders as they are."""

    def __missing__(self, name):
        return f"%({name})s"


PHRASES = {
    "staff.information_officers": ngettext_lazy(
        "The staff has %(number)s post for information work",
        "The staff has %(number)s posts for information work",
        "form",
    ),
    "staff.responsible": ngettext_lazy(
        "In %(number)s organization somebody is responsible for information work",
        "In %(number)s organizations somebody is responsible for information work",
        "form",
    ),
    "staff.correspondents": ngettext_lazy(
        "The organization has %(number)s volunteer correspondent",
        "The organization has %(number)s volunteer correspondents",
        "form",
    ),
    "staff.trained": ngettext_lazy(
        "Information work was taught to %(number)s activist",
        "Information work was taught to %(number)s activists",
        "form",
    ),
    "staff.budget_share": ngettext_lazy(
        "Information work took %(number)s per cent of the budget",
        "Information work took %(number)s per cent of the budget",
        "form",
    ),
    "training.seminars": ngettext_lazy(
        "There was %(number)s seminar",
        "There were %(number)s seminars",
        "form",
    ),
    "training.marathon_events": ngettext_lazy(
        "The educational marathon had %(number)s event",
        "The educational marathon had %(number)s events",
        "form",
    ),
    "training.participants": ngettext_lazy(
        "The seminars were attended by %(number)s person",
        "The seminars were attended by %(number)s people",
        "form",
    ),
    "training.attended": ngettext_lazy(
        "Its people took part in %(number)s seminar",
        "Its people took part in %(number)s seminars",
        "form",
    ),
    "reach.primaries": ngettext_lazy(
        "It unites %(number)s primary organization",
        "It unites %(number)s primary organizations",
        "form",
    ),
    "reach.members": ngettext_lazy(
        "It has %(number)s member",
        "It has %(number)s members",
        "form",
    ),
    "reach.coverage": ngettext_lazy(
        "Of the workers, %(number)s per cent are members",
        "Of the workers, %(number)s per cent are members",
        "form",
    ),
    "reach.primaries_with_email": ngettext_lazy(
        "An e-mail address is in use at %(number)s primary organization",
        "An e-mail address is in use at %(number)s primary organizations",
        "form",
    ),
    "reach.primaries_with_board": ngettext_lazy(
        "A notice board hangs at %(number)s primary organization",
        "A notice board hangs at %(number)s primary organizations",
        "form",
    ),
    "articles.published": ngettext_lazy(
        "The portal published %(number)s article",
        "The portal published %(number)s articles",
        "form",
    ),
    "articles.kind.press_release": ngettext_lazy(
        "There was %(number)s press release",
        "There were %(number)s press releases",
        "form",
    ),
    "articles.kind.announcement": ngettext_lazy(
        "There was %(number)s announcement",
        "There were %(number)s announcements",
        "form",
    ),
    "articles.kind.interview": ngettext_lazy(
        "The portal published %(number)s interview",
        "The portal published %(number)s interviews",
        "form",
    ),
    "articles.kind.photo": ngettext_lazy(
        "There was %(number)s photo report",
        "There were %(number)s photo reports",
        "form",
    ),
    "articles.kind.video": ngettext_lazy(
        "There was %(number)s video report",
        "There were %(number)s video reports",
        "form",
    ),
    "articles.audience.youth": ngettext_lazy(
        "The portal published %(number)s article for youth",
        "The portal published %(number)s articles for youth",
        "form",
    ),
    "articles.audience.women": ngettext_lazy(
        "The portal published %(number)s article for women",
        "The portal published %(number)s articles for women",
        "form",
    ),
    "articles.audience.migrants": ngettext_lazy(
        "The portal published %(number)s article for migrant workers",
        "The portal published %(number)s articles for migrant workers",
        "form",
    ),
    "articles.audience.informal": ngettext_lazy(
        "The portal published %(number)s article for workers of the informal economy",
        "The portal published %(number)s articles for workers of the informal economy",
        "form",
    ),
    "articles.audience.digital": ngettext_lazy(
        "The portal published %(number)s article for workers of the digital economy",
        "The portal published %(number)s articles for workers of the digital economy",
        "form",
    ),
    "articles.corrections": ngettext_lazy(
        "Readers were shown %(number)s correction",
        "Readers were shown %(number)s corrections",
        "form",
    ),
    "social.materials": ngettext_lazy(
        "The pages in social networks published %(number)s material",
        "The pages in social networks published %(number)s materials",
        "form",
    ),
    "social.followers.facebook": ngettext_lazy(
        "There was %(number)s follower on Facebook",
        "There were %(number)s followers on Facebook",
        "form",
    ),
    "social.followers.instagram": ngettext_lazy(
        "There was %(number)s follower on Instagram",
        "There were %(number)s followers on Instagram",
        "form",
    ),
    "social.followers.youtube": ngettext_lazy(
        "There was %(number)s subscriber on YouTube",
        "There were %(number)s subscribers on YouTube",
        "form",
    ),
    "social.followers.telegram": ngettext_lazy(
        "There was %(number)s subscriber on Telegram",
        "There were %(number)s subscribers on Telegram",
        "form",
    ),
    "social.followers.tiktok": ngettext_lazy(
        "There was %(number)s follower on TikTok",
        "There were %(number)s followers on TikTok",
        "form",
    ),
    "social.followers_gained": ngettext_lazy(
        "Prize draws gained %(number)s follower",
        "Prize draws gained %(number)s followers",
        "form",
    ),
    "internet.site_age": ngettext_lazy(
        "The website has stood for %(number)s year",
        "The website has stood for %(number)s years",
        "form",
    ),
    "internet.mailings": ngettext_lazy(
        "Members got %(number)s mailing by e-mail",
        "Members got %(number)s mailings by e-mail",
        "form",
    ),
    "internet.chat_bots": ngettext_lazy(
        "Members are answered by %(number)s chat bot",
        "Members are answered by %(number)s chat bots",
        "form",
    ),
    "press.publications": ngettext_lazy(
        "Newspapers and magazines carried %(number)s publication",
        "Newspapers and magazines carried %(number)s publications",
        "form",
    ),
    "press.broadcasts": ngettext_lazy(
        "There was %(number)s appearance on television, radio or video channels",
        "There were %(number)s appearances on television, radio or video channels",
        "form",
    ),
    "press.mentions": ngettext_lazy(
        "There was %(number)s mention by social partners",
        "There were %(number)s mentions by social partners",
        "form",
    ),
    "press.tone.positive": ngettext_lazy(
        "The media carried %(number)s piece of a positive tone",
        "The media carried %(number)s pieces of a positive tone",
        "form",
    ),
    "press.tone.neutral": ngettext_lazy(
        "The media carried %(number)s piece of a neutral tone",
        "The media carried %(number)s pieces of a neutral tone",
        "form",
    ),
    "press.tone.negative": ngettext_lazy(
        "The media carried %(number)s piece of a negative tone",
        "The media carried %(number)s pieces of a negative tone",
        "form",
    ),
    "press.events.conference": ngettext_lazy(
        "There was %(number)s press conference",
        "There were %(number)s press conferences",
        "form",
    ),
    "press.events.briefing": ngettext_lazy(
        "There was %(number)s briefing",
        "There were %(number)s briefings",
        "form",
    ),
    "press.events.interview": ngettext_lazy(
        "The press was given %(number)s interview",
        "The press was given %(number)s interviews",
        "form",
    ),
    "press.attended": ngettext_lazy(
        "Its events were attended by %(number)s journalist",
        "Its events were attended by %(number)s journalists",
        "form",
    ),
    "press.accredited": ngettext_lazy(
        "There was %(number)s accredited journalist",
        "There were %(number)s accredited journalists",
        "form",
    ),
    "press.journalists": ngettext_lazy(
        "It was in contact with %(number)s journalist",
        "It was in contact with %(number)s journalists",
        "form",
    ),
    "press.contacts": ngettext_lazy(
        "There was %(number)s contact with journalists",
        "There were %(number)s contacts with journalists",
        "form",
    ),
    "print.kinds": ngettext_lazy(
        "Printed matter of %(number)s kind was in use",
        "Printed matter of %(number)s kinds was in use",
        "form",
    ),
    "print.memo": ngettext_lazy(
        "The organization published %(number)s title of fact sheets",
        "The organization published %(number)s titles of fact sheets",
        "form",
    ),
    "print.brochure": ngettext_lazy(
        "The organization published %(number)s title of brochures",
        "The organization published %(number)s titles of brochures",
        "form",
    ),
    "print.leaflet": ngettext_lazy(
        "The organization published %(number)s title of leaflets",
        "The organization published %(number)s titles of leaflets",
        "form",
    ),
    "print.poster": ngettext_lazy(
        "The organization published %(number)s title of posters",
        "The organization published %(number)s titles of posters",
        "form",
    ),
    "print.booklet": ngettext_lazy(
        "The organization published %(number)s title of booklets",
        "The organization published %(number)s titles of booklets",
        "form",
    ),
    "print.bulletin": ngettext_lazy(
        "The organization published %(number)s title of information bulletins",
        "The organization published %(number)s titles of information bulletins",
        "form",
    ),
    "print.express": ngettext_lazy(
        "The organization published %(number)s title of news flashes",
        "The organization published %(number)s titles of news flashes",
        "form",
    ),
    "print.methods": ngettext_lazy(
        "The organization published %(number)s title of methodological recommendations",
        "The organization published %(number)s titles of methodological recommendations",
        "form",
    ),
    "print.other": ngettext_lazy(
        "The organization published %(number)s title of other printed matter",
        "The organization published %(number)s titles of other printed matter",
        "form",
    ),
    "print.copies": ngettext_lazy(
        "The printed matter ran to %(number)s copy",
        "The printed matter ran to %(number)s copies",
        "form",
    ),
    "print.newspaper_issues": ngettext_lazy(
        "Its newspapers had %(number)s issue",
        "Its newspapers had %(number)s issues",
        "form",
    ),
    "print.newspaper_copies": ngettext_lazy(
        "Its newspapers ran to %(number)s copy",
        "Its newspapers ran to %(number)s copies",
        "form",
    ),
    "library.documents": ngettext_lazy(
        "The library holds %(number)s document of the year",
        "The library holds %(number)s documents of the year",
        "form",
    ),
    "print.subscriptions": ngettext_lazy(
        "The organization takes %(number)s periodical",
        "The organization takes %(number)s periodicals",
        "form",
    ),
    "print.subscription_copies": ngettext_lazy(
        "The organization takes %(number)s copy of periodicals",
        "The organization takes %(number)s copies of periodicals",
        "form",
    ),
    "boards.standing": ngettext_lazy(
        "There was %(number)s notice board",
        "There were %(number)s notice boards",
        "form",
    ),
    "field.campaigns": ngettext_lazy(
        "There was %(number)s campaign",
        "There were %(number)s campaigns",
        "form",
    ),
    "field.visits": ngettext_lazy(
        "There was %(number)s visit to primary organizations",
        "There were %(number)s visits to primary organizations",
        "form",
    ),
    "field.places_visited": ngettext_lazy(
        "The visits reached %(number)s district or city",
        "The visits reached %(number)s districts and cities",
        "form",
    ),
    "field.online_meetings": ngettext_lazy(
        "There was %(number)s online meeting",
        "There were %(number)s online meetings",
        "form",
    ),
    "contests.held": ngettext_lazy(
        "There was %(number)s contest (prize draws included)",
        "There were %(number)s contests (prize draws included)",
        "form",
    ),
    "field.staff_meetings": ngettext_lazy(
        "There was %(number)s meeting with the staff of a workplace",
        "There were %(number)s meetings with the staffs of workplaces",
        "form",
    ),
    "appeals.received": ngettext_lazy(
        "The organization received %(number)s appeal (messages and questions included)",
        "The organization received %(number)s appeals (messages and questions included)",
        "form",
    ),
    "appeals.answered": ngettext_lazy(
        "The organization answered %(number)s appeal (messages and questions included)",
        "The organization answered %(number)s appeals (messages and questions included)",
        "form",
    ),
    "feedback.polls": ngettext_lazy(
        "Members were asked in %(number)s poll",
        "Members were asked in %(number)s polls",
        "form",
    ),
    "feedback.forums": ngettext_lazy(
        "There was %(number)s forum or discussion with members",
        "There were %(number)s forums and discussions with members",
        "form",
    ),
    "hearings.held": ngettext_lazy(
        "Committees considered %(number)s question of information work",
        "Committees considered %(number)s questions of information work",
        "form",
    ),
    "hearings.resolutions": ngettext_lazy(
        "Committees adopted %(number)s resolution",
        "Committees adopted %(number)s resolutions",
        "form",
    ),
    "plan.items": ngettext_lazy(
        "The media plan held %(number)s item",
        "The media plan held %(number)s items",
        "form",
    ),
    "plan.released": ngettext_lazy(
        "Of the media plan, %(number)s item was released",
        "Of the media plan, %(number)s items were released",
        "form",
    ),
    "crises.opened": ngettext_lazy(
        "The organization opened %(number)s crisis card",
        "The organization opened %(number)s crisis cards",
        "form",
    ),
    "crises.closed": ngettext_lazy(
        "The organization closed %(number)s crisis card",
        "The organization closed %(number)s crisis cards",
        "form",
    ),
}

"""The home page: what is new, what comes, and the federation in figures."""

import datetime as dt

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from publications.articles.models import ArticleText
from training.models import Seminar
from unions.kinds import counted
from unions.models import Organization, OrganizationKind, Region

NEWS = 7
SEMINARS = 3
MONTHS = 12


def home(request):
    texts = ArticleText.objects.published().filter(language=get_language())
    newest = list(texts.for_lists().newest_first()[:NEWS])
    seminars = Seminar.objects.published().for_lists()
    return render(
        request,
        "portal/home.html",
        {
            "lead": newest[0] if newest else None,
            "newest": newest[1:],
            "upcoming": seminars.upcoming()[:SEMINARS],
            "past": seminars.past()[:SEMINARS],
            "organizations": organizations_by_kind(),
            "chart": chart_of_months(texts),
            "regions": Region.objects.filter(until__isnull=True).alphabetical(),
        },
    )


def organizations_by_kind():
    """Return the kinds that there are, from the top of the tree: [{number, counted}]."""
    numbers = dict(Organization.objects.open().order_by().values_list("kind").annotate(Count("pk")))
    return [
        {"number": numbers[kind], "counted": counted(kind, numbers[kind])}
        for kind in OrganizationKind
        if kind in numbers and kind != OrganizationKind.FEDERATION
    ]


def chart_of_months(texts):
    """Return a chart block (services/printing/document.py) of the last MONTHS months."""
    months = last_months(timezone.localdate(), MONTHS)
    first = timezone.make_aware(dt.datetime.combine(months[0], dt.time.min))
    found = (
        texts.filter(published_at__gte=first)
        .annotate(month=TruncMonth("published_at"))
        .order_by()
        .values_list("month")
        .annotate(Count("pk"))
    )
    by_month = {month.date(): number for month, number in found}
    numbers = [by_month.get(month, 0) for month in months]
    sentences = [
        pgettext("chart", "%(category)s: %(value)s")
        % {"category": date_format(month, "YEAR_MONTH_FORMAT"), "value": number}
        for month, number in zip(months, numbers, strict=True)
    ]
    return {
        "kind": "chart",
        "type": "bars",
        "caption": _("News published in this language, by month"),
        "alt": "; ".join(sentences),
        "unit": "",
        "categories": [date_format(month, "M") for month in months],
        "series": [{"label": "", "values": numbers, "shown": [str(n) for n in numbers]}],
    }


def last_months(today, number):
    """Return the first days of the last `number` months, that of `today` included."""
    count = today.year * 12 + today.month - 1
    return [dt.date(n // 12, n % 12 + 1, 1) for n in range(count - number + 1, count + 1)]

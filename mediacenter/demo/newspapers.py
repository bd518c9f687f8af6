"""Issues of a newspaper as PDF, set from the demo's news and marked as examples on every page."""

import datetime as dt
import re

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import override

from mediacenter.services.printing import blocks
from mediacenter.services.printing.pdf import print_pdf
from mediacenter.services.printing.words import labels
from publications.articles.models import Rubric
from publications.press.models import Outlet
from publications.printed.models import NewspaperIssue

from .content import read

WARNING = "Мысал нөмір · Номер-пример"
BLOCK = re.compile(r"<(p|li|h2)>(.*?)</\1>", re.DOTALL)


def load_newspapers(cast):
    for table in read("newspapers")["issue"]:
        outlet, day = cast.find(Outlet, table["outlet"]), day_of(table)
        with override("kk"):
            issue = written(cast, outlet, table, day)
        moment = dt.datetime.combine(day, dt.time(8), tzinfo=dt.UTC)
        pdf = print_pdf(issue, moment=moment).content
        record = NewspaperIssue(outlet=outlet, number=table["number"], published_on=day)
        record.file.save(f"{day}.pdf", ContentFile(pdf))


def day_of(table):
    """A day in a month that is over."""
    month = timezone.localdate().replace(day=1)
    for _month in range(table["months_ago"]):
        month = (month - dt.timedelta(days=1)).replace(day=1)
    return month.replace(day=table["day"])


def written(cast, outlet, table, day):
    """The issue as a document to print."""
    return {
        "layout": "newspaper",
        "language": "kk",
        "title": outlet.name,
        "short_title": outlet.name,
        "subtitle": WARNING,
        "organization": outlet.publisher.name,
        "identifier": f"№ {table['number']}",
        "issued": date_format(day, "DATE_FORMAT"),
        "sections": [story(cast, read(f"news/{name}")) for name in table["stories"]],
        "labels": labels(),
    }


def story(cast, content):
    words = content["kk"]
    return {
        "rubric": cast.find(Rubric, content["rubric"]).name,
        "heading": plain(words["title"]),
        "lead": plain(words["lead"]),
        "blocks": [
            blocks.bullets([plain(text)]) if tag == "li" else blocks.paragraph(plain(text))
            for tag, text in BLOCK.findall(words.get("body", ""))
        ],
    }


def plain(text):
    return strip_tags(text).replace("&nbsp;", "\u00a0")

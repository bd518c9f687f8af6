"""What pages write to the database without a use case of their room: the list, and how it is seen.

A record from which nothing follows needs no use case of its own: the admin stores it by the one for
all of them (unions.saving), which asks for the permission and enters it in the journal. What is
chosen in a relation of many to many is written by Django's form itself.

`direct_writes` looks at each statement that writes, and at the functions that have led to it: with
a page among them, and no use case, the page has written by itself.
"""

import re
import sys
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

WRITE = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# take_letter is the one use case that stands in no module of actions
USE_CASE = re.compile(r"\.actions(\.|$)|^mediacenter\.outreach\.letters$")
PAGE = re.compile(r"\.(admin|views|forms|\w+_views)(\.|$)")

VOCABULARY = "Other records choose it by its name: nothing follows when it is named anew."
FACT = "It holds what happened or how things stand; figures count it when they are asked for."
CHOICE = "Which ones are chosen is part of the form; the journal's entry is that of the record."
WRITTEN_DIRECTLY = {
    "outreach.appeal": "An appeal by phone or letter is noted; only one by the site owes a mail.",
    "outreach.boardsubject": VOCABULARY,
    "outreach.campaign": FACT,
    "outreach.committeehearing": FACT,
    "outreach.contest": FACT,
    "outreach.feedbackchannel": FACT,
    "outreach.noticeboardregister": FACT,
    "outreach.noticeboardregister_subjects": CHOICE,
    "publications.article_related": CHOICE,
    "publications.article_tags": CHOICE,
    "publications.coverage_speakers": CHOICE,
    "publications.crisisanswer": "What to answer is part of the card; nobody is alerted anew.",
    "publications.gallerypicture": "A picture and its place in the article, saved with it.",
    "publications.guidelaw": "A piece of law, saved with the guide that rests on it.",
    "publications.librarydocument": "Whether it is public is a tick in it, without review.",
    "publications.mediapartnership": FACT,
    "publications.memorabledate": "Occasions are proposed of it at night, by a use case.",
    "publications.newspaperissue": FACT,
    "publications.picture": "Its words alone: to upload and to crop it are use cases.",
    "publications.pressevent": "Only to invite to it owes mails, and is a use case.",
    "publications.pressevent_speakers": CHOICE,
    "publications.rubric": VOCABULARY,
    "publications.tag": VOCABULARY,
    "training.cohort": "A group of its programme; seminars name it.",
    "training.lecture": "A point of the programme of its seminar.",
    "training.material": "What a seminar gives to read, saved with it.",
    "training.module": "A part of its programme; seminars name it.",
    "training.programme": VOCABULARY,
    "training.seminar_audience": CHOICE,
    "training.seminarfigure": FACT,
    "training.session": "A point of the programme of its seminar.",
    "unions.activityprogramme": FACT,
    "unions.congress": FACT,
    "unions.person": "Name and contacts, changed: to enter somebody says who keeps the record.",
    "unions.region": VOCABULARY,
}
NOTED_OF_EACH_FORM = {"unions.limit"}  # that it was sent, so that it is taken once


def written_with(label):
    """What is listed of the form of a model: its records, and what is chosen in them; a set."""
    return {one for one in WRITTEN_DIRECTLY if one == label or one.startswith(f"{label}_")}


@contextmanager
def direct_writes(is_direct=None):
    """A set of labels of models, filled with what pages write within the block by themselves.

    `is_direct` judges a statement by the frame that runs it; without it, by is_written_by_page.
    """
    is_direct = is_direct or is_written_by_page
    models = apps.get_models(include_auto_created=True)
    labels = {model._meta.db_table: model._meta.label_lower for model in models}
    written = set()

    def look_at(execute, sql, *args):
        found = WRITE.match(sql)
        if found and found[1] in labels and is_direct(sys._getframe(1)):
            written.add(labels[found[1]])
        return execute(sql, *args)

    with connection.execute_wrapper(look_at):
        yield written
    written -= NOTED_OF_EACH_FORM


def is_written_by_page(frame):
    """Whether a page is among the callers of a frame, and no use case."""
    has_page = False
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if USE_CASE.search(module):
            return False
        has_page = has_page or bool(PAGE.search(module))
        frame = frame.f_back
    return has_page


def is_written_by_no_use_case(frame):
    """Whether no use case is among the callers of a frame: of what a request alone has led to."""
    while frame is not None:
        if USE_CASE.search(frame.f_globals.get("__name__", "")):
            return False
        frame = frame.f_back
    return True

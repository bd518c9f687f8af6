"""What forms and imports write by themselves, and not by a use case of its own: listened to.

A form of the admin for which a room has named no use case is stored by that for all of them
(unions.saving): permission, record, journal, and nothing follows. What is chosen in a relation of
many to many is written by the form itself.
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

IS_SAID = "It is a word that others choose: nothing follows when it is worded anew."
IS_TOLD = "It tells what happened or how things stand; figures count it when they are asked for."
CHOSEN = "Which ones are chosen is part of what the form says; the use case tells of its record."
WRITTEN_DIRECTLY = {
    "outreach.appeal": "An appeal by phone or letter is noted; only one by the site owes a mail.",
    "outreach.boardsubject": IS_SAID,
    "outreach.campaign": IS_TOLD,
    "outreach.committeehearing": IS_TOLD,
    "outreach.contest": IS_TOLD,
    "outreach.feedbackchannel": IS_TOLD,
    "outreach.noticeboardregister": IS_TOLD,
    "outreach.noticeboardregister_subjects": CHOSEN,
    "publications.article_related": CHOSEN,
    "publications.article_tags": CHOSEN,
    "publications.coverage_speakers": CHOSEN,
    "publications.crisisanswer": "What to answer is part of the card; nobody is alerted anew.",
    "publications.gallerypicture": "A picture and its place in the article, saved with it.",
    "publications.librarydocument": "Whether it is public is a tick in it, without review.",
    "publications.mediapartnership": IS_TOLD,
    "publications.memorabledate": "Occasions are proposed of it at night, by a use case.",
    "publications.newspaperissue": IS_TOLD,
    "publications.picture": "Its words alone: to upload and to crop it are use cases.",
    "publications.pressevent": "Only to invite to it owes mails, and is a use case.",
    "publications.pressevent_speakers": CHOSEN,
    "publications.rubric": IS_SAID,
    "publications.tag": IS_SAID,
    "training.lecture": "A point of the programme of its seminar.",
    "training.programme": IS_SAID,
    "training.seminar": "Whether it is public is a tick in it, without review.",
    "training.seminar_audience": CHOSEN,
    "training.seminarfigure": IS_TOLD,
    "training.session": "A point of the programme of its seminar.",
    "unions.activityprogramme": IS_TOLD,
    "unions.congress": IS_TOLD,
    "unions.person": "Name and contacts, changed: to enter somebody says who keeps the record.",
    "unions.region": IS_SAID,
}
OF_EACH_FORM = {"unions.limit"}  # that it was sent, so that it is done once


def written_with(label):
    """What the form of a model writes directly: the records, and what is chosen in them."""
    return {one for one in WRITTEN_DIRECTLY if one == label or one.startswith(f"{label}_")}


@contextmanager
def direct_writes():
    """Gather the labels of what pages write in the meantime without a use case: a set."""
    models = apps.get_models(include_auto_created=True)
    labels = {model._meta.db_table: model._meta.label_lower for model in models}
    written = set()

    def listen(execute, sql, *args):
        found = WRITE.match(sql)
        if found and found[1] in labels and is_by_a_page_alone(sys._getframe(1)):
            written.add(labels[found[1]])
        return execute(sql, *args)

    with connection.execute_wrapper(listen):
        yield written
    written -= OF_EACH_FORM


def is_by_a_page_alone(frame):
    is_by_a_page = False
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if USE_CASE.search(module):
            return False
        is_by_a_page = is_by_a_page or bool(PAGE.search(module))
        frame = frame.f_back
    return is_by_a_page

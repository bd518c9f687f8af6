"""Which lane each job waits in, and what is done by the clock.

A lane is a queue with workers of its own: what is long in one delays nothing in another.
"""

from celery.schedules import crontab

# by the clock; mails; pictures, cards, reports, links: what takes long
CLOCK, MAIL, FILES = LANES = ("clock", "mail", "files")
LANE_OF = {
    "publications.plan.tasks.complete_released": CLOCK,
    "publications.articles.tasks.withdraw_due": CLOCK,
    "publications.plan.tasks.remind_of_deadlines": CLOCK,
    "publications.plan.tasks.propose_occasions": CLOCK,
    "publications.newsletter.tasks.owe_digests": CLOCK,
    "mediacenter.reports.tasks.begin_scheduled": CLOCK,
    "mediacenter.reports.tasks.remind_of_reports": CLOCK,
    "training.tasks.renew_lapsed_offers": CLOCK,
    "unions.tasks.renew_second_factors": CLOCK,
    "mediacenter.services.jobs.tasks.requeue_lost_jobs": CLOCK,
    "mediacenter.services.retention.tasks.purge": CLOCK,
    "mediacenter.services.search.tasks.index_due": CLOCK,
    "mediacenter.services.search.tasks.forget_words": FILES,
    "mediacenter.services.outbox.tasks.send_mails": MAIL,
    "publications.articles.tasks.check_links": FILES,
    "publications.social.tasks.make_cards": FILES,
    "publications.social.tasks.make_missing_cards": FILES,
    "publications.pictures.tasks.make_renditions": FILES,
    "publications.pictures.tasks.make_missing_renditions": FILES,
    "mediacenter.services.jobs.tasks.do_job": FILES,
    "mediacenter.reports.tasks.count_years": FILES,
    "mediacenter.demo.tasks.publish_reports": FILES,
    "mediacenter.portal.tasks.leave_mark": FILES,
    "mediacenter.portal.tasks.sweep_leftovers": FILES,
}
ROUTES = {task: {"queue": lane} for task, lane in LANE_OF.items()}
# An entry that no worker has taken for so many rounds is dropped, for the next rounds do its work;
# more than one, so that a clock that is a little off drops nothing.
ROUNDS_KEPT = 5
DAY = 24 * 60 * 60


def repeated(task, *, every):
    """An entry for beat, every so many seconds."""
    return {"task": task, "schedule": every, "options": {"expires": every * ROUNDS_KEPT}}


def nightly(task, *, hour, minute):
    return {
        "task": task,
        "schedule": crontab(hour=hour, minute=minute),
        "options": {"expires": DAY},
    }


def beat_schedule(*, every, job_silence):
    """What beat publishes: `every` is a round in seconds, `job_silence` JOB_SILENCE."""
    return {
        "complete-released": repeated("publications.plan.tasks.complete_released", every=every),
        "withdraw-due": repeated("publications.articles.tasks.withdraw_due", every=every),
        "check-links": repeated("publications.articles.tasks.check_links", every=every),
        "make-missing-cards": repeated("publications.social.tasks.make_missing_cards", every=every),
        "requeue-lost-jobs": repeated(
            "mediacenter.services.jobs.tasks.requeue_lost_jobs", every=job_silence * 2 / 3
        ),
        "make-missing-renditions": repeated(
            "publications.pictures.tasks.make_missing_renditions", every=every * 3
        ),
        "remind-of-deadlines": repeated(
            "publications.plan.tasks.remind_of_deadlines", every=every * 3
        ),
        "renew-lapsed-offers": repeated("training.tasks.renew_lapsed_offers", every=every),
        "send-mails": repeated("mediacenter.services.outbox.tasks.send_mails", every=every),
        "owe-digests": repeated("publications.newsletter.tasks.owe_digests", every=5 * 60),
        "index-due": repeated("mediacenter.services.search.tasks.index_due", every=every),
        "propose-occasions": repeated("publications.plan.tasks.propose_occasions", every=60 * 60),
        "remind-of-reports": repeated("mediacenter.reports.tasks.remind_of_reports", every=60 * 60),
        "count-years": repeated("mediacenter.reports.tasks.count_years", every=15 * 60),
        "begin-scheduled-reports": repeated(
            "mediacenter.reports.tasks.begin_scheduled", every=60 * 60
        ),
        "sweep-leftovers": nightly("mediacenter.portal.tasks.sweep_leftovers", hour=3, minute=20),
        "renew-second-factors": nightly("unions.tasks.renew_second_factors", hour=4, minute=0),
        "forget-words": nightly(
            "mediacenter.services.search.tasks.forget_words", hour=3, minute=40
        ),
        "purge": nightly("mediacenter.services.retention.tasks.purge", hour=3, minute=10),
    }

"""A job's lines in the log bear its id, and that of the request that asked for it."""

from celery import signals

from mediacenter.toolkit.logs import work


@signals.before_task_publish.connect
def name_cause(headers=None, **_):
    headers["request_id"] = (work.get() or {}).get("request_id")


@signals.task_prerun.connect
def begin(task_id=None, task=None, **_):
    cause = task.request.get("request_id")
    work.set({"job_id": task_id, **({"request_id": cause} if cause else {})})


@signals.task_postrun.connect
def end(**_):
    work.set(None)

"""Errors are told to a Sentry, by setting: without data of persons, without secrets."""

from .redacting import redacted

KEPT_OF_REQUESTS = {"method", "url"}


def tell_errors_to(dsn):
    """Called once by the settings."""
    import sentry_sdk  # costs each process a quarter of a second to load: only where it is set

    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,  # people's words stand in them
        max_request_body_size="never",
        max_breadcrumbs=0,  # statements and lines of the log, with what people type
        traces_sample_rate=0,
        server_name="mediacenter",
        before_send=without_people,
        shutdown_timeout=2,
    )


def without_people(event, hint=None):
    """What went wrong and where: no messages, cookies, headers, queries, people."""
    request = {k: v for k, v in event.get("request", {}).items() if k in KEPT_OF_REQUESTS}
    if "url" in request:
        request["url"] = redacted(request["url"].partition("?")[0])
    event["request"] = request
    for gone in ("user", "breadcrumbs", "extra", "logentry", "message"):
        event.pop(gone, None)
    for error in event.get("exception", {}).get("values", []):
        error["value"] = ""  # a database tells the row that it refuses
    contexts = event.get("contexts", {})
    event["contexts"] = {k: v for k, v in contexts.items() if k in {"trace", "runtime"}}
    return event

"""The end of an acting chair's days, before the last that was named."""

from mediacenter.services.journal.actions import log

from .bin import put_in_bin


def cut_short(acting, last_day, *, by):
    """Let a day be the last of a locked Appointment; what begins after it goes into the bin."""
    code, details = "appointment.deputy_recalled", {"organization": acting.organization.slug}
    if acting.starts_on > last_day:
        put_in_bin(record=acting, by=by, code=code, **details)
        return
    acting.ends_on = last_day
    acting.save(update_fields=["ends_on"])
    log(by, code, acting, **details)

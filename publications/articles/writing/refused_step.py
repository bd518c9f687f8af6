"""What was entered for a step that was refused: it stands in the form again, once.

The words of the article are saved by then; a day, an hour and a remark belong to the step alone.
"""

from django.utils.dateparse import parse_datetime

MOMENTS, WORDS = ("publish_at", "leave_at"), ("remark",)
KEY = "refused_step"


def keep_entered(request, text, form):
    moments = {name: form.cleaned_data.get(name) for name in MOMENTS}
    entered = {name: moment and moment.isoformat() for name, moment in moments.items()}
    entered |= {name: form.cleaned_data.get(name, "") for name in WORDS}
    request.session[KEY] = {"text": text.pk, **entered}


def entered_for(request, text):
    """The initial values that this person's refused step leaves to the form of its text, or {}."""
    kept = request.session.get(KEY)
    if text is None or not kept or kept["text"] != text.pk:
        return {}
    del request.session[KEY]
    moments = {name: kept[name] and parse_datetime(kept[name]) for name in MOMENTS}
    return {**moments, **{name: kept[name] for name in WORDS}}

from django.contrib.contenttypes.models import ContentType

from .codes import refuse_unknown
from .models import JournalEntry


def log(user, code, subject, **details):
    """Enter a use case in the journal, inside the use case's transaction; return the entry.

    `user`: None where the portal did it by itself. `code`: one that the room has registered
    (codes.register). `details`: plain JSON. Raises UnknownCode.
    """
    return enter(user, code, subject, str(subject.pk), details)


def log_without_record(user, code, model, **details):
    """Enter what was tried where there is no record of the model: a sign-in to no account, say."""
    return enter(user, code, model, "", details)


def enter(user, code, model_or_record, key, details):
    refuse_unknown(code)
    kind = ContentType.objects.get_for_model(model_or_record)
    return JournalEntry.objects.create(
        user=user, code=code, content_type=kind, object_id=key, details=details
    )

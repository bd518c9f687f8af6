from .models import JournalEntry


def log(user, code, subject, **details):
    """Enter a use case in the journal, inside the use case's transaction.

    `user`: None where the portal did it by itself. `details`: plain JSON.
    """
    return JournalEntry.objects.create(user=user, code=code, subject=subject, details=details)

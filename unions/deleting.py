"""Which use case deletes the records of a model, where there is more to it than the record.

    @deletes(Article)
    @transaction.atomic
    def delete_article(*, article_id, by=None): ...

Every admin (unions.admin.reach.ReachAdmin) then deletes by it, one record or many.
"""

from django.db import transaction
from django.utils.translation import gettext_noop

from unions.models.journal import log

DELETIONS = {}


def deletes(model):
    def register(use_case):
        DELETIONS[model] = use_case
        return use_case

    return register


@transaction.atomic
def delete(record, *, by):
    """Delete a record by the use case of its model, or else just so, with its journal entry."""
    model = type(record)
    if model in DELETIONS:
        DELETIONS[model](**{f"{model._meta.model_name}_id": record.pk}, by=by)
    else:
        log(by, gettext_noop("record deleted"), record, was=str(record))
        record.delete()

"""What deleting a record of a model means, where there is more to it than the record.

    @deletes(Article)
    @transaction.atomic
    def delete_article(*, article_id, by=None): ...

Every admin (unions.admin.reach.ReachAdmin) then deletes by it, one record or many. What can be
brought back (`keep_in_bin`) goes into the bin for a month, and comes back by what `@brings_back`
of its model says besides.
"""

DELETIONS = {}
KEPT = []  # models, in the order of their registration
LEFT_OUT = set()
RETURNS = {}


def deletes(model):
    def register(use_case):
        DELETIONS[model] = use_case
        return use_case

    return register


def keep_in_bin(*models, without=()):
    """Let records of the models be brought back; of what hangs on them all but `without`."""
    KEPT.extend(model for model in models if model not in KEPT)
    LEFT_OUT.update(without)


def brings_back(model):
    """What is done besides, with the record that is back: `function(record, by=user)`."""

    def register(function):
        RETURNS[model] = function
        return function

    return register

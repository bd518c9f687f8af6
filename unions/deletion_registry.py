"""What deleting a record of a model means.

Whatever a role may delete goes into the bin for a month, with all that hangs on it, and can be
brought back (unions.access.kept_kinds). What is gone at once says why (`gone_at_once`).

    @deletes(Article)
    @transaction.atomic
    def delete_article(*, article_id, by=None): ...

names the use case of a model, where there is more to it than the record; every admin
(unions.admin.reach.ReachAdmin) deletes by it, one record or many. What `@brings_back` of a model
is done besides when such a record comes back.
"""

from collections import defaultdict

DELETIONS = {}
GONE_AT_ONCE = {}  # {model: why}
LEFT_OUT = set()
LOCKS = defaultdict(list)
RETURNS = defaultdict(list)


def deletes(model):
    def register(use_case):
        DELETIONS[model] = use_case
        return use_case

    return register


def gone_at_once(*models, why):
    """Keep no record of the models in the bin, because of `why`, a sentence for whoever asks."""
    GONE_AT_ONCE.update(dict.fromkeys(models, why))


def left_out_of_bin(*models):
    """Keep no rows of the models with the record that they hang on."""
    LEFT_OUT.update(models)


def locks_for_return(model):
    """Take the locks under which a record comes back, in the order of the house.

    `function(entry)`, before any row of the BinEntry is written; several rooms may have theirs.
    """

    def register(function):
        LOCKS[model].append(function)
        return function

    return register


def brings_back(model):
    """What is done besides, with the record that is back: `function(record, by=user)`."""

    def register(function):
        RETURNS[model].append(function)
        return function

    return register

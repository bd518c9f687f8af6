"""Which role may do what with which records, as far as the role reaches.

Each room's rules.py grants the verbs of a model to roles, once:

    grant("publications.article", add=[Role.EDITOR, Role.PRESS_OFFICER], delete=[Role.EDITOR])

The same grant answers `user.has_perm("publications.change_article", article)` (a permission of
the library rules), limits QuerySets (`reached`), and tells the admin what it shows and accepts.
Without an object, has_perm means "somewhere". A superuser may everything: break-glass only.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import reduce
from operator import attrgetter, or_

import rules
from django.apps import apps
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from mediacenter.toolkit.permissions import demand
from unions.deletion_registry import GONE_AT_ONCE
from unions.models import Appointment, Organization, Person, Role

VERBS = ("view", "add", "change", "delete")
EVERY_ROLE = tuple(Role)
GRANTS = {}
PARTS = {}


@dataclass(frozen=True)
class Grant:
    """Roles a verb, and the lookup from a record to its organization ("" for itself).

    A record without an organization is common to all: whoever may view such records anywhere
    views it, and only a role held at the root of the tree adds, changes or deletes it.
    `may_lack` tells whether there can be such: asked in vain, it keeps indexes from use.
    `names`: relations in which a record may name anybody, whether the role reaches them or not.
    """

    organization: str
    roles: dict = field(default_factory=dict)
    may_lack: bool = False
    names: tuple = ()

    def reached(self, queryset, user, verb="view"):
        """The records of a QuerySet on which `user` may do the verb."""
        if user.is_superuser and user.is_active:
            return queryset
        return queryset.filter(self.within_reach(user, verb))

    def within_reach(self, user, verb="view"):
        """The same as a condition, to be joined with others in one statement."""
        paths = user.paths_of(*self.roles[verb])
        if not paths:
            return Q(pk__in=[])
        prefix = f"{self.organization}__path" if self.organization else "path"
        reached = in_subtrees(paths, prefix)
        if self.may_lack and (verb == "view" or any(map(is_root, paths))):
            reached |= Q(**{f"{self.organization}__isnull": True})
        return reached

    def allows(self, user, verb, record=None):
        """Whether `user` may do the verb with the record, as it is in memory; None: somewhere."""
        roles = self.roles[verb]
        if user.is_superuser and user.is_active:
            return True
        if record is None:
            return bool(user.paths_of(*roles))
        organization = self.organization_of(record)
        if organization is None:
            paths = user.paths_of(*roles)
            return bool(paths) if verb == "view" else any(map(is_root, paths))
        return user.has_role_at(organization, *roles)

    def offered(self, user, field_name):
        """What `user` may choose in a relation that decides on the reach; None for any other."""
        if self.organization and field_name == self.organization:
            return user.reach(*self.roles["add"], *self.roles["change"])
        return None

    def organization_of(self, record):
        if not self.organization:
            return record
        return attrgetter(self.organization.replace("__", "."))(record)


class AtRoot(Grant):
    """Records of no organization, for roles that are held at the root of the tree."""

    def reached(self, queryset, user, verb="view"):
        return queryset if self.allows(user, verb) else queryset.none()

    def allows(self, user, verb, record=None):
        if user.is_superuser and user.is_active:
            return True
        return any(map(is_root, user.paths_of(*self.roles[verb])))

    def organization_of(self, record):
        return None


class Dictionary(AtRoot):
    """Records that all organizations use: every role reads them, a role at the root keeps them."""

    def allows(self, user, verb, record=None):
        if verb in ("view", "add") and user.paths_of(*self.roles[verb]):
            return True
        return super().allows(user, "change" if verb == "add" else verb)


@dataclass(frozen=True)
class PartGrant(Grant):
    """Rows that hang on the record under the relation `of`, for whoever may change that."""

    of: str = ""

    def owner_of(self, part):
        return getattr(part, self.of)


class BinGrant(Grant):
    """What lies in the bin, for whoever may delete records of its kind.

    What is common to all is brought back by a role at the root.
    """

    def within_reach(self, user, verb="view"):
        kinds = ContentType.objects.get_for_models(*kept_kinds())
        by_roles = defaultdict(list)
        for model, kind in kinds.items():
            by_roles[self.roles_for(model, verb)].append(kind)
        found = Q(pk__in=[])
        for roles, some in by_roles.items():
            if paths := user.paths_of(*roles):
                reached = in_subtrees(paths, "organization__path")
                if any(map(is_root, paths)):
                    reached |= Q(organization=None)
                found |= Q(content_type__in=some) & reached
        return found

    def allows(self, user, verb, record=None):
        if user.is_superuser and user.is_active:
            return True
        models = kept_kinds() if record is None else [record.content_type.model_class()]
        roles = {role for model in models for role in self.roles_for(model, verb)}
        if record is None:
            return bool(user.paths_of(*roles))
        if record.organization is None:
            return any(map(is_root, user.paths_of(*roles)))
        return user.has_role_at(record.organization, *roles)

    def roles_for(self, model, verb):
        """The roles of a kind of record that the verb is given to at all, in a fixed order."""
        return tuple(role for role in may_delete(model).roles["delete"] if role in self.roles[verb])


class PersonGrant(Grant):
    """People hold posts in organizations, or none: a guest, whom everybody may name.

    Whoever reaches one post sees the person; only who reaches all posts still held changes them.
    A guest is changed where the record is kept: by who entered it, and at the root.
    """

    def organization_of(self, record):
        """From where a deleted person is brought back: where they are kept, or had a post."""
        post = record.appointments.select_related("organization").order_by("pk").first()
        return record.kept_by or (post and post.organization)

    def reached(self, queryset, user, verb="view"):
        if user.is_superuser and user.is_active:
            return queryset
        paths = user.paths_of(*self.roles[verb])
        if not paths:
            return queryset.none()
        posts = posts_of("pk")
        reached = Exists(posts.filter(within(paths)))
        if verb == "view":
            return queryset.filter(above_all(paths) | reached | ~Exists(posts))
        guests = ~Exists(posts)
        if not any(map(is_root, paths)):
            guests &= in_subtrees(paths, "kept_by__path")
        return queryset.filter(above_all(paths) | reached & ~held_beyond(posts, paths) | guests)

    def allows(self, user, verb, record=None):
        if record is None or record.pk is None:
            return super().allows(user, verb)
        stored = type(record)._base_manager.filter(pk=record.pk)
        return self.reached(stored, user, verb).exists()


class UserGrant(PersonGrant):
    """An account is kept by whom it was given to keep, as long as they reach all that it opens.

    Accounts of nobody's post are kept at the root; those of superusers by superusers.
    """

    def reached(self, queryset, user, verb="view"):
        if user.is_superuser and user.is_active:
            return queryset
        paths = user.paths_of(*self.roles[verb])
        if not paths:
            return queryset.none()
        kept = self.openable(paths, "person")
        if not any(map(is_root, paths)):
            kept &= in_subtrees(paths, "kept_by__path")
        return queryset.filter(kept, is_superuser=False)

    def offered(self, user, field_name):
        if field_name == "person":
            return self.people(user).filter(user=None)
        return None

    def people(self, user, verb="add"):
        """Who may be given an account: a QuerySet of people."""
        if user.is_superuser and user.is_active:
            return Person.objects.all()
        paths = user.paths_of(*self.roles[verb])
        return Person.objects.filter(self.openable(paths, "pk")) if paths else Person.objects.none()

    def openable(self, paths, person):
        """A condition: the person holds posts below the paths and none elsewhere."""
        posts = posts_of(person)
        held = posts.exclude(ends_on__lt=timezone.localdate())
        condition = Exists(held.filter(within(paths))) & ~held_beyond(posts, paths)
        if any(map(is_root, paths)):
            condition |= ~Exists(held)
        return above_all(paths) | condition

    def allows(self, user, verb, record=None):
        """Both as it stands and as it would be: a new person brings new posts."""
        if not super().allows(user, verb, record):
            return False
        if record is None or record.person is None:
            return True
        return self.people(user, verb).filter(pk=record.person.pk).exists()


def posts_of(person):
    """All that the person under the lookup holds and has held."""
    return Appointment.objects.filter(person=OuterRef(person))


def held_beyond(posts, paths):
    """A condition: one of the posts is held, today or later, outside the paths."""
    return Exists(posts.exclude(ends_on__lt=timezone.localdate()).exclude(within(paths)))


def within(paths):
    return in_subtrees(paths, "organization__path")


def above_all(paths):
    """A condition, the same for all: who stands above everybody; then no posts are asked for."""
    if not any(map(is_root, paths)):
        return Q(pk__in=[])
    return Q(~Exists(Organization.objects.filter(depth=1).exclude(path__in=paths)))


def in_subtrees(paths, lookup):
    """A condition: the path under `lookup` begins with one of the paths."""
    return reduce(or_, (Q(**{f"{lookup}__startswith": path}) for path in paths))


def is_root(path):
    return len(path) == Organization.steplen


def grant(
    label,
    *,
    organization="organization",
    view=EVERY_ROLE,
    add=(),
    change=None,
    delete=None,
    names=(),
):
    """Grant verbs on a model ("room.model") to roles; change and delete default to `add`."""
    steps = get_fields_from_path(apps.get_model(label), organization) if organization else []
    may_lack = any(step.null for step in steps)
    bind(label, Grant(organization, roles_by_verb(view, add, change, delete), may_lack, names))


def grant_dictionary(label, *, view=EVERY_ROLE, add=(), keep=()):
    """Grant a model that belongs to no organization: `keep` may do everything, at the root.

    `add`: roles that, wherever held, enter a new record but do not change one.
    """
    bind(label, Dictionary("", roles_by_verb(view, add, keep, keep)))


def grant_part(label, *, of):
    """Let rows that hang on a record be deleted, and brought back, by whoever may change it."""
    model = apps.get_model(label)
    owner = GRANTS[model._meta.get_field(of).related_model]
    roles = dict.fromkeys(VERBS, owner.roles["change"])
    lookup = f"{of}__{owner.organization}" if owner.organization else of
    PARTS[model] = PartGrant(lookup, roles, owner.may_lack, of=of)


def may_delete(model):
    """The Grant that says who deletes records of a model; None where nobody asks."""
    return GRANTS.get(model) or PARTS.get(model)


def kept_kinds():
    """The models whose records can be brought back: what a role may delete."""
    return [
        model
        for model, granted in {**GRANTS, **PARTS}.items()
        if granted.roles["delete"] and model not in GONE_AT_ONCE
    ]


def roles_by_verb(view, add, change, delete):
    change = add if change is None else change
    delete = add if delete is None else delete
    return dict(zip(VERBS, map(tuple, (view, add, change, delete)), strict=True))


def bind(label, granted):
    """Make a Grant the answer to the model's four permissions."""
    model = apps.get_model(label)
    GRANTS[model] = granted
    for verb in VERBS:
        name = f"{model._meta.app_label}.{verb}_{model._meta.model_name}"
        rules.add_perm(name, permission(granted, verb))


def permission(granted, verb):
    @rules.predicate(name=f"granted_{verb}")
    def is_granted(user, record=None):
        return user.is_authenticated and granted.allows(user, verb, record)

    return is_granted


def choosable(user, model, field_name):
    """What `user` may choose in a relation of a model's form: a QuerySet, or None for anything.

    The organization of a record: where one of the roles reaches that may add such records.
    """
    relation = model._meta.get_field(field_name)
    related = relation.remote_field.model
    if related not in GRANTS:
        return None
    own = GRANTS.get(model)
    if own and field_name in own.names:
        return related._default_manager.all()
    offered = own and own.offered(user, field_name)
    if offered is not None:
        return offered
    return GRANTS[related].reached(related._default_manager.all(), user)


def require_deleting(user, record):
    """Refuse to delete a record, or a row of one, as `require` does."""
    if type(record) in PARTS:
        require(user, "change", PARTS[type(record)].owner_of(record))
    else:
        require(user, "delete", record)


def require(user, verb, record):
    """Refuse a use case to somebody whose role does not reach the record; None is the system.

    Raises PermissionDenied.
    """
    opts = record._meta
    demand(user, f"{opts.app_label}.{verb}_{opts.model_name}", record)

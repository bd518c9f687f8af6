"""The tree of organizations as nested lists, for a page to show."""

from itertools import groupby

from django.utils.translation import get_language

from .kinds import heading_of
from .models import OrganizationKind

_ORDER = {kind: number for number, kind in enumerate(OrganizationKind)}


def grown(nodes):
    """Turn organizations in the order of their paths into a list of roots.

    Each is {organization, groups}; a group is {kind, heading, branches, goes_deeper}, its
    branches again such dicts in alphabetical order. Nodes whose parent is not among them are
    roots.
    """
    branches = {"": []}
    for node in nodes:
        parent = node.path[: -node.steplen]
        branches[node.path] = []
        branches[parent if parent in branches else ""].append(node)
    return [_branch(root, branches) for root in branches[""]]


def _branch(node, branches):
    return {"organization": node, "groups": _groups(branches[node.path], branches)}


def _groups(nodes, branches):
    key = f"sort_{get_language()}"
    ordered = sorted(
        nodes, key=lambda node: (_ORDER.get(node.kind, len(_ORDER)), getattr(node, key), node.pk)
    )
    return [
        _group(kind, [_branch(node, branches) for node in nodes_of_kind])
        for kind, nodes_of_kind in groupby(ordered, key=lambda node: node.kind)
    ]


def _group(kind, branches):
    return {
        "kind": kind,
        "heading": heading_of(kind),
        "branches": branches,
        "goes_deeper": any(branch["groups"] for branch in branches),
    }

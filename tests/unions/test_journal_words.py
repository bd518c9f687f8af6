"""The journal speaks the reader's language: every verb that the code logs has its words."""

import ast

import pytest
from django.utils.translation import override

from mediacenter.portal.programs import PROJECT
from mediacenter.services.journal.words import said
from publications import steps
from publications.models import AssignmentStatus

ROOMS = ("mediacenter", "publications", "training", "unions")


def logged():
    """{verb: where}: each text in the second argument of a call of log()."""
    found = {}
    for room in ROOMS:
        for path in (PROJECT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "log":
                    for part in ast.walk(node.args[1]):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            found[part.value] = f"{path.name}:{node.lineno}"
    return found


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_verb_of_the_journal_is_translated(language):
    verbs = logged()
    assert verbs.pop("assignment ")  # completed by a state
    verbs |= dict.fromkeys((f"assignment {state}" for state in AssignmentStatus.values), "states")
    declared = [one for one in vars(steps).values() if isinstance(one, steps.Step)]
    verbs |= {step.verb: "publications/steps.py" for step in declared}
    assert len(verbs) > 60
    with override(language):
        english = {verb: place for verb, place in verbs.items() if said(verb) == verb}
    assert english == {}

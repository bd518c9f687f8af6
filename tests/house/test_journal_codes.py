"""What the code enters in the journal has words in each language, and no words wait in vain."""

import ast

import pytest
from django.utils.translation import override

from mediacenter.portal.programs import PROJECT
from mediacenter.services.journal.codes import WORDS

ROOMS = ("mediacenter", "publications", "training", "unions")
ENTERED_BEFORE = {"admin.changed"}  # by an older portal alone
REGISTERING = {"apps.py", "journal_codes.py"}
LOGGING = {"log", "log_without_record"}
GIVING_A_CODE = {"Step", "Transition", "put_in_bin", "step_of_assignment"}


def trees():
    for room in ROOMS:
        for path in (PROJECT / room).rglob("*.py"):
            if "migrations" not in path.parts and path.name not in REGISTERING:
                yield str(path.relative_to(PROJECT)), ast.parse(path.read_text())


def texts(tree):
    """The texts in a piece of code; of one that is put together, its beginning with a "*"."""
    begun = [node.values[0] for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield f"{node.value}*" if node in begun else node.value


def logged():
    """{code: file}: what is written out where the journal is told of something."""
    found = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name, given = getattr(node.func, "id", ""), []
            if name in LOGGING:
                given = node.args[1:2]
            elif name in GIVING_A_CODE:
                given = [word.value for word in node.keywords if word.arg == "code"]
            for part in given:
                found |= dict.fromkeys(filter(lambda text: "." in text, texts(part)), path)
    return found


def is_one(text, code):
    """Whether a text is the code, or the beginning of it."""
    return text == code or (text.endswith(".*") and code.startswith(text[:-1]))


def test_every_code_that_is_logged_is_registered():
    found = logged()
    assert len(found) > 50
    unknown = {text for text in found if not any(is_one(text, code) for code in WORDS)}
    assert {text: found[text] for text in unknown} == {}


def test_every_code_that_is_registered_is_used():
    written = {text for _path, tree in trees() for text in texts(tree)}
    begun = {text for text in written if text.endswith(".*")}
    unused = WORDS.keys() - written
    assert {code for code in unused if not any(is_one(text, code) for text in begun)} == (
        ENTERED_BEFORE
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_code_has_words_in_each_language(language):
    with override("en"):
        english = {code: str(words) for code, words in WORDS.items()}
    with override(language):
        assert {code for code, words in WORDS.items() if str(words) == english[code]} == set()

"""Reads the demo's facts and texts; in them, a table of kk, ru and en stands for three columns."""

import tomllib
from functools import cache
from pathlib import Path

LANGUAGES = {"kk", "ru", "en"}
FOLDER = Path(__file__).with_name("content")


@cache
def read(name):
    """Return content/<name>.toml as a dict. It is shared: do not change it."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def names(folder):
    """Return the names of the files in a folder of content/, sorted."""
    return sorted(path.stem for path in (FOLDER / folder).glob("*.toml"))


def columns(table, *, without=()):
    """Return a table as model fields: {"name": {"kk": ...}} becomes {"name_kk": ...}."""
    fields = {}
    for key, value in table.items():
        if key in without:
            continue
        if isinstance(value, dict) and value.keys() <= LANGUAGES:
            fields |= {f"{key}_{language}": text for language, text in value.items()}
        else:
            fields[key] = value
    return fields

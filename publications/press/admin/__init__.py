from . import coverage, crisis, journalists  # noqa: F401

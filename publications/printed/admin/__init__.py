from . import library, printed_matter  # noqa: F401

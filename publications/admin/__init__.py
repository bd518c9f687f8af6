from . import articles, pictures, press, registers  # noqa: F401

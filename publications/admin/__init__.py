from . import articles, pictures, plan, press, registers  # noqa: F401

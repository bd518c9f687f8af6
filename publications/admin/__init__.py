from . import articles, pictures, plan, press, registers, tags  # noqa: F401

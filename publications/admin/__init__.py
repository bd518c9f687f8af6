from . import articles, crisis, media, pictures, plan, press, registers, tags  # noqa: F401

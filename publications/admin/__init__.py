from . import articles, crisis, library, media, pictures, plan, press, registers, tags  # noqa: F401

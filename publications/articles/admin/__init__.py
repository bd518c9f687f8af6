from . import articles, rubrics, tags  # noqa: F401

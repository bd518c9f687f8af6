import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediacenter.settings")
django.setup(set_prefix=False)

from mediacenter.portal.checks import refuse_remains_of_a_demo  # noqa: E402  needs the applications
from mediacenter.portal.readable import Application  # noqa: E402

application = Application()
refuse_remains_of_a_demo()

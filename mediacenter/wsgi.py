import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediacenter.settings")
os.environ["PORTAL_ROLE"] = "web"  # the settings bound what a reader waits for
django.setup(set_prefix=False)

from django.db import connections  # noqa: E402

from mediacenter.portal.checks import refuse_remains_of_a_demo  # noqa: E402  needs the applications
from mediacenter.portal.request_checks import Application  # noqa: E402
from mediacenter.portal.schema import refuse_what_lacks  # noqa: E402

application = Application()
refuse_what_lacks()
refuse_remains_of_a_demo()
connections.close_all()  # no child shares what its parent asked by

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mediacenter.settings")

application = get_wsgi_application()

from mediacenter.portal.checks import refuse_remains_of_a_demo  # noqa: E402  needs the applications

refuse_remains_of_a_demo()

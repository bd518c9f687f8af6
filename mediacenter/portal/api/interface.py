"""The API as a whole. What is added leaves its number; what changes its meaning raises it."""

from functools import cached_property

from django.conf import settings
from ninja import NinjaAPI

from . import guides, news, organizations, reports, seminars
from .middleware import MOST, SECONDS
from .problems import tell_problems

DESCRIPTION = f"""\
What the public pages show, as open data: read only, without a key, for everybody.

Lists come in pages; `next` is the address of the next one. Every answer has an `ETag`: who sends it
back in `If-None-Match` is told by 304 that nothing has changed. One network address may ask {MOST}
times in {SECONDS} seconds. An error is a `Problem`, in the language that was asked for.
Names and words that are missing in that language come in the first that has them: kk, ru, en.
"""


class Interface(NinjaAPI):
    def get_openapi_schema(self, **_options):
        return self.whole_description

    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__

    @cached_property
    def whole_description(self):
        return super().get_openapi_schema()


api = Interface(
    title="Open data of the media centre",
    version="1",
    description=DESCRIPTION,
    docs_url=None,  # its page loads foreign scripts; ours is portal:api
    urls_namespace="api",
    servers=[{"url": settings.PUBLIC_URL}],
)
api.add_router("/v1/news", news.router)
api.add_router("/v1/organizations", organizations.router)
api.add_router("/v1/seminars", seminars.router)
api.add_router("/v1/guides", guides.router)
api.add_router("/v1", reports.router)
tell_problems(api)

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import JavaScriptCatalog

from mediacenter.portal.api.interface import api
from mediacenter.portal.oembed import oembed
from mediacenter.portal.sitemaps import SITEMAPS, latest_news
from mediacenter.portal.views import closed, favicon, media, robots, to_language
from unions.admin.on_site import view_on_site

admin.autodiscover()
# What is done to an account is a step of the account, and a role is an appointment.
admin.site.unregister([Group, EmailAddress, Authenticator, UserSession])

urlpatterns = [
    path("", to_language),
    path("media/<path:name>", media, name="media"),
    path("robots.txt", robots),
    path("favicon.ico", favicon, name="favicon"),
    path("oembed/", oembed, name="oembed"),
    path("api/", to_language),
    path("api/", api.urls),
    path("news-sitemap.xml", latest_news, name="latest_news"),
    path(
        "sitemap.xml",
        sitemaps.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_part"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_part"),
    path("admin/language/", include("django.conf.urls.i18n")),  # the admin's language switch
    path("admin/jsi18n/", JavaScriptCatalog.as_view(), name="javascript-catalog"),
    path("admin/publications/", include("publications.articles.newsroom_urls")),
    path("admin/r/<int:content_type_id>/<path:object_id>/", view_on_site),
    path("admin/", include("mediacenter.portal.desk_urls")),
    # one way to change a password: the one that is entered in the journal and told
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("news/newspapers/", include("publications.printed.newspapers.urls")),
        path("news/", include("publications.urls")),
        path("newsletter/", include("publications.newsletter.urls")),
        path("rights/", include("publications.guides.urls")),
        path("library/", include("publications.printed.library.urls")),
        path("organizations/<slug:slug>/write/", include("mediacenter.outreach.public_urls")),
        path("", include("mediacenter.outreach.membership_urls")),
        path("organizations/", include("unions.urls")),
        path("training/", include("training.urls")),
        path("reports/", include("mediacenter.reports.urls")),
        path("verify/", include("mediacenter.services.register.urls")),
        path("search/", include("mediacenter.services.search.urls")),
        # the page of the account lists the sessions
        path("accounts/sessions/", RedirectView.as_view(pattern_name="portal:account")),
        # An account's address is changed by steps of our own; nobody signs in by a code.
        path("accounts/email/", closed),
        path("accounts/confirm-email/", closed),
        path("accounts/confirm-email/<path:key>/", closed),
        path("accounts/login/code/<path:step>/", closed),
        path("mail/", include("mediacenter.services.outbox.urls")),
        path("jobs/", include("mediacenter.services.jobs.urls")),
        path("accounts/", include("unions.account_urls")),
        path("accounts/", include("allauth.urls")),
        path("cabinet/mails/", include("mediacenter.services.outbox.keeper_urls")),
        path("cabinet/", include("publications.cabinet_urls")),
        path("cabinet/", include("mediacenter.outreach.urls")),
        path("cabinet/", include("unions.grids.urls")),
        path("cabinet/deputies/", include("unions.deputies.urls")),
        path("cabinet/retention/", include("mediacenter.services.retention.urls")),
        # last, for its page of an organization stands below the directory's own addresses
        path("", include("mediacenter.portal.urls")),
    ),
]

handler400 = "mediacenter.portal.views.unreadable"
handler403 = "mediacenter.portal.views.forbidden"
handler404 = "mediacenter.portal.views.missing"
handler500 = "mediacenter.portal.views.failed"

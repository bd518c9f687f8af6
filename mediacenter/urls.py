from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import JavaScriptCatalog

from mediacenter.portal.views import healthy, media, to_language

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", to_language),
    path("healthy/", healthy),
    path("media/<path:name>", media, name="media"),
    path("admin/language/", include("django.conf.urls.i18n")),  # the admin's language switch
    path("admin/jsi18n/", JavaScriptCatalog.as_view(), name="javascript-catalog"),
    path("admin/publications/", include("publications.admin_urls")),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", include("mediacenter.portal.urls")),
        path("news/", include("publications.urls")),
        path("organizations/", include("unions.urls")),
        path("training/", include("training.urls")),
        path("reports/", include("mediacenter.reports.urls")),
        path("accounts/", include("allauth.urls")),
    ),
]

handler403 = "mediacenter.portal.views.forbidden"

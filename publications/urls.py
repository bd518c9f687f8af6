from django.urls import path

from publications.articles import feeds, views
from publications.press.public_views import organization_coverage

app_name = "publications"


def feed_in_all_forms(before, feed, name):
    return [
        path(f"{before}feed.xml", feed(), name=name),
        *(
            path(f"{before}feed.{form}", feed(feed_type), name=f"{name}_{form}")
            for form, feed_type in feeds.FURTHER_FORMS.items()
        ),
    ]


urlpatterns = [
    path("", views.news, name="news"),
    *feed_in_all_forms("", feeds.News, "feed"),
    path("rubric/<slug:slug>/", views.rubric, name="rubric"),
    *feed_in_all_forms("rubric/<slug:slug>/", feeds.RubricNews, "rubric_feed"),
    path("organization/<slug:slug>/", views.organization_news, name="organization_news"),
    *feed_in_all_forms("organization/<slug:slug>/", feeds.OrganizationNews, "organization_feed"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    path("audience/<slug:code>/", views.audience, name="audience"),
    path("embargo/", views.under_embargo, name="under_embargo"),
    path("organization/<slug:slug>/media/", organization_coverage, name="coverage"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("<slug:slug>/", views.article, name="article"),
]

from django.urls import path

from publications.articles import feeds, views
from publications.press.public_views import organization_coverage

app_name = "publications"
urlpatterns = [
    path("", views.news, name="news"),
    path("feed.xml", feeds.News(), name="feed"),
    path("rubric/<slug:slug>/", views.rubric, name="rubric"),
    path("rubric/<slug:slug>/feed.xml", feeds.RubricNews(), name="rubric_feed"),
    path("organization/<slug:slug>/", views.organization_news, name="organization_news"),
    path("organization/<slug:slug>/feed.xml", feeds.OrganizationNews(), name="organization_feed"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    path("audience/<slug:code>/", views.audience, name="audience"),
    path("embargo/", views.under_embargo, name="under_embargo"),
    path("organization/<slug:slug>/media/", organization_coverage, name="coverage"),
    path("preview/<str:token>/", views.preview, name="preview"),
    path("<slug:slug>/", views.article, name="article"),
]

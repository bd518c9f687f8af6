from django.urls import include, path

from . import bulk_views, narrative_views, public_views, task_views, views, year_views
from .entering import views as entering

app_name = "reports"
urlpatterns = [
    path("", public_views.published_reports, name="index"),
    path("mine/", views.mine, name="mine"),
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/progress/", views.progress, name="progress"),
    path("files/<uuid:file_id>/", views.download, name="download"),
    path("files/<uuid:file_id>/as/<slug:form>/", views.download_as, name="download_as"),
    path("files/<uuid:file_id>/publish/", views.publish, name="publish"),
    path("files/<uuid:file_id>/withdraw/", views.withdraw, name="withdraw"),
    path("attachments/<int:figure_id>/", views.attachment, name="attachment"),
    path("<slug:slug>/", views.organization, name="organization"),
    path("<slug:slug>/workbench/", include("mediacenter.reports.workbench.urls")),
    path("<slug:slug>/<int:year>/", views.year, name="year"),
    path("<slug:slug>/<int:year>/published/", public_views.published_report, name="published"),
    path(
        "<slug:slug>/<int:year>/published/<str:language>.pdf",
        public_views.published_file,
        name="published_file",
    ),
    path(
        "<slug:slug>/<int:year>/published/<str:language>/<slug:form>/",
        public_views.published_output,
        name="published_output",
    ),
    path("<slug:slug>/<int:year>/all/", bulk_views.all_reports, name="all"),
    path("<slug:slug>/<int:year>/all/build/", bulk_views.build_all, name="build_all"),
    path("<slug:slug>/<int:year>/all/unschedule/", bulk_views.unschedule, name="unschedule"),
    path("<slug:slug>/<int:year>/all.zip", bulk_views.archive, name="archive"),
    path("<slug:slug>/<int:year>/text/", narrative_views.write, name="narrative"),
    path("<slug:slug>/<int:year>/tasks/", task_views.former_tasks, name="former_tasks"),
    path("<slug:slug>/<int:year>/enter/", entering.enter, name="enter"),
    path("<slug:slug>/<int:year>/enter/<str:section>/", entering.save_section, name="save_section"),
    path(
        "<slug:slug>/<int:year>/enter/<str:section>/keep/",
        entering.keep_section,
        name="keep_section",
    ),
    path("<slug:slug>/<int:year>/step/", year_views.step, name="step"),
    path("<slug:slug>/<int:year>/return/", year_views.give_back, name="return"),
    path("<slug:slug>/<int:year>/doubts/", year_views.doubts, name="doubts"),
    path("<slug:slug>/<int:year>/sign/", year_views.sign, name="sign"),
    path("<slug:slug>/<int:year>/changes/", year_views.changes, name="changes"),
    path("<slug:slug>/<int:year>/branches/", year_views.branches, name="branches"),
    path("<slug:slug>/<int:year>/extend/", year_views.extend, name="extend"),
    path("<slug:slug>/<int:year>/remind/", year_views.remind, name="remind"),
    path("<slug:slug>/<int:year>/build/", views.build, name="build"),
    path("<slug:slug>/<int:year>/figures/<str:code>/", views.figure, name="figure"),
    path("<slug:slug>/<int:year>/figures/<str:code>/comment/", year_views.comment, name="comment"),
    path("<slug:slug>/<int:year>/figures/<str:code>/csv/", views.figure_sheet, name="figure_sheet"),
]

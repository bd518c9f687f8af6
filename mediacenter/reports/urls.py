from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("jobs/<uuid:job_id>/", views.job, name="job"),
    path("jobs/<uuid:job_id>/progress/", views.progress, name="progress"),
    path("files/<uuid:file_id>/", views.download, name="download"),
    path("<slug:slug>/", views.organization, name="organization"),
    path("<slug:slug>/<int:year>/", views.year, name="year"),
    path("<slug:slug>/<int:year>/build/", views.build, name="build"),
    path("<slug:slug>/<int:year>/figures/<str:code>/", views.figure, name="figure"),
    path("<slug:slug>/<int:year>/figures/<str:code>/csv/", views.figure_sheet, name="figure_sheet"),
]

from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("<uuid:job_id>/", views.job, name="job"),
    path("<uuid:job_id>/progress/", views.job_progress, name="job_progress"),
    path("<uuid:job_id>/steer/", views.steer_job, name="steer_job"),
    path("batches/<uuid:batch_id>/", views.batch, name="batch"),
    path("batches/<uuid:batch_id>/progress/", views.batch_progress, name="batch_progress"),
    path("batches/<uuid:batch_id>/steer/", views.steer_batch, name="steer_batch"),
]

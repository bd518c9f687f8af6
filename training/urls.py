from django.urls import path

from . import calendar_views, views

app_name = "training"
urlpatterns = [
    path("", views.seminars, name="seminars"),
    path("calendar/", calendar_views.month, name="calendar"),
    path("calendar.ics", calendar_views.feed, name="feed"),
    path("calendar-address/", calendar_views.address, name="address"),
    path("calendar/<str:secret>.ics", calendar_views.my_feed, name="my_feed"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("lecturers/<int:pk>/", views.lecturer, name="lecturer"),
    path("<slug:slug>/", views.seminar, name="seminar"),
    path("<slug:slug>/organize/", views.organize, name="organize"),
    path("<slug:slug>/step/", views.step, name="step"),
]

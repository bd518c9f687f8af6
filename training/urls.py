from django.urls import path

from . import (
    attendance_views,
    calendar_views,
    certificate_views,
    learning_views,
    sign_up_views,
    views,
)

app_name = "training"
urlpatterns = [
    path("", views.seminars, name="seminars"),
    path("calendar/", calendar_views.month, name="calendar"),
    path("calendar.ics", calendar_views.feed, name="feed"),
    path("calendar-address/", calendar_views.address, name="address"),
    path("calendar/<str:secret>.ics", calendar_views.my_feed, name="my_feed"),
    path("programmes/<slug:slug>/", views.programme, name="programme"),
    path("lecturers/<int:pk>/", views.lecturer, name="lecturer"),
    path("learning/", learning_views.mine, name="learning"),
    path("learning/record.pdf", learning_views.paper, name="learning_paper"),
    path("learners/", learning_views.people, name="learners"),
    path("learners/sheet.csv", learning_views.people_sheet, name="learners_sheet"),
    path("delegations/", sign_up_views.mine, name="mine"),
    path("registrations/<int:pk>/change/", sign_up_views.change, name="change"),
    path("registrations/<int:pk>/step/", sign_up_views.registration_step, name="registration_step"),
    path(
        "certificates/<str:token>.pdf",
        certificate_views.certificate_file,
        name="certificate_file",
    ),
    path("<slug:slug>/", views.seminar, name="seminar"),
    path("<slug:slug>/organize/", views.organize, name="organize"),
    path("<slug:slug>/step/", views.step, name="step"),
    path("<slug:slug>/copy/", views.copy, name="copy"),
    path("<slug:slug>/people/", sign_up_views.people, name="people"),
    path("<slug:slug>/attendance/", attendance_views.sheet, name="attendance"),
    path("<slug:slug>/attendance/typed/", attendance_views.typed, name="attendance_typed"),
    path("<slug:slug>/attendance/walk-in/", attendance_views.walk_in, name="walk_in"),
    path("<slug:slug>/attendance/list.pdf", attendance_views.door_list, name="door_list"),
    path("<slug:slug>/certificates/", certificate_views.certificates, name="certificates"),
    path("<slug:slug>/certificates/issue/", certificate_views.issue_all, name="issue_certificates"),
    path("<slug:slug>/certificates/<int:pk>/", certificate_views.certificate, name="certificate"),
    path("<slug:slug>/sign-up/", sign_up_views.choose_organization, name="choose_organization"),
    path("<slug:slug>/sign-up/<slug:organization>/", sign_up_views.sign_up, name="sign_up"),
]

from django.urls import path

from publications.plan import notes, planning, scheduling, steps, views

app_name = "plan"
urlpatterns = [
    path("", views.month, name="month"),
    path("today/", views.today, name="today"),
    path("desk/", views.desk, name="desk"),
    path("week/", views.week, name="week"),
    path("board/", views.board, name="board"),
    path("list/", views.listed, name="list"),
    path("fact/", views.fact, name="fact"),
    path("address/", views.address, name="address"),
    path("notes/add/", notes.add_note, name="add_note"),
    path("notes/<int:pk>/", notes.change_note, name="change_note"),
    path("feed/<str:secret>.ics", views.feed, name="feed"),
    path("occasions/add/", planning.add_occasion, name="add_occasion"),
    path("occasions/<int:pk>/", views.occasion, name="occasion"),
    path("occasions/<int:pk>/plan/", planning.plan_occasion, name="plan_occasion"),
    path("occasions/<int:pk>/change/", views.change_occasion, name="change_occasion"),
    path("occasions/<int:pk>/step/", steps.occasion, name="step_occasion"),
    path("occasions/<int:pk>/items/", views.add_item, name="add_item"),
    path("items/<int:pk>/step/", steps.item, name="step_item"),
    path("items/<int:pk>/change/", views.change_item, name="change_item"),
    path("items/<int:pk>/assignments/", views.add_assignment, name="add_assignment"),
    path("texts/<int:pk>/schedule/", scheduling.schedule, name="schedule_text"),
    path("texts/<int:pk>/step/", steps.text, name="step_text"),
    path("assignments/<int:pk>/change/", views.change_assignment, name="change_assignment"),
    path("assignments/<int:pk>/step/", steps.assignment, name="step_assignment"),
]

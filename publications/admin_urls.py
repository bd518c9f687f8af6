from django.urls import path

from . import writing
from .uploads import upload_picture

app_name = "newsroom"
urlpatterns = [
    path("upload-picture/", upload_picture, name="upload_picture"),
    path("unsaved-work/", writing.keep_unsaved, name="keep_unsaved"),
    path("unsaved-work/discard/", writing.discard_unsaved, name="discard_unsaved"),
    path("article/<int:pk>/presence/", writing.presence, name="presence"),
    path("text/<int:pk>/", writing.text_history, name="text_history"),
    path("text/<int:pk>/restore/", writing.restore, name="restore"),
    path("text/<int:pk>/remark/", writing.remark, name="remark"),
    path("remark/<int:pk>/settle/", writing.settle, name="settle"),
]

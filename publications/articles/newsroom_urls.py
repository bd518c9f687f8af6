from django.urls import path

from publications.articles.writing import choosing, history, keeping, previewing, remarks
from publications.pictures.uploads import upload_picture

app_name = "newsroom"
urlpatterns = [
    path("upload-picture/", upload_picture, name="upload_picture"),
    path("choose-picture/", choosing.pictures, name="choose_picture"),
    path("find-own-page/", choosing.own_pages, name="find_own_page"),
    path("unsaved-work/", keeping.keep_unsaved, name="keep_unsaved"),
    path("unsaved-work/discard/", keeping.discard_unsaved, name="discard_unsaved"),
    path("article/preview/", previewing.preview_form, name="preview_new"),
    path("article/<int:pk>/preview/", previewing.preview_form, name="preview_form"),
    path("article/<int:pk>/presence/", keeping.presence, name="presence"),
    path("text/<int:pk>/", history.text_history, name="text_history"),
    path("text/<int:pk>/restore/", history.restore, name="restore"),
    path("text/<int:pk>/remark/", remarks.remark, name="remark"),
    path("remark/<int:pk>/answer/", remarks.answer, name="answer_remark"),
    path("remark/<int:pk>/settle/", remarks.settle, name="settle"),
]

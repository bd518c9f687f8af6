from .pictures import (
    PictureInUse,
    delete_picture,
    make_missing_renditions,
    make_renditions,
    upload_picture,
)
from .texts import (
    NotReady,
    WrongState,
    publish_text,
    return_text,
    save_article,
    submit_text,
    withdraw_text,
)

__all__ = [
    "NotReady",
    "PictureInUse",
    "WrongState",
    "delete_picture",
    "make_missing_renditions",
    "make_renditions",
    "publish_text",
    "return_text",
    "save_article",
    "submit_text",
    "upload_picture",
    "withdraw_text",
]

from .assignments import (
    cancel_assignment,
    finish_assignment,
    hand_in_assignment,
    save_assignment,
    take_assignment,
)
from .calendar_addresses import calendar_address_of, renew_calendar_address
from .fulfilling import complete_released
from .occasions import (
    cancel_occasion,
    postpone_occasion,
    propose_occasions,
    reschedule_occasion,
    resume_occasion,
    save_occasion,
)
from .pictures import (
    PictureInUse,
    delete_picture,
    make_missing_renditions,
    make_renditions,
    upload_picture,
)
from .plan_items import move_plan_item, release_plan_item_on, save_plan_item, start_article
from .reminding import remind_of_deadlines
from .texts import (
    ChangedMeanwhile,
    NotReady,
    WrongState,
    publish_text,
    restore_version,
    return_text,
    save_article,
    submit_text,
    withdraw_text,
)

__all__ = [
    "ChangedMeanwhile",
    "NotReady",
    "PictureInUse",
    "WrongState",
    "calendar_address_of",
    "cancel_assignment",
    "cancel_occasion",
    "complete_released",
    "delete_picture",
    "finish_assignment",
    "hand_in_assignment",
    "make_missing_renditions",
    "make_renditions",
    "move_plan_item",
    "postpone_occasion",
    "propose_occasions",
    "publish_text",
    "release_plan_item_on",
    "remind_of_deadlines",
    "renew_calendar_address",
    "reschedule_occasion",
    "restore_version",
    "resume_occasion",
    "return_text",
    "save_article",
    "save_assignment",
    "save_occasion",
    "save_plan_item",
    "start_article",
    "submit_text",
    "take_assignment",
    "upload_picture",
    "withdraw_text",
]

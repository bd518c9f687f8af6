from .accrediting import accredit, refuse_own, refuse_sign_in, save_journalist
from .assignments import (
    approve_assignment,
    cancel_assignment,
    finish_assignment,
    give_back_assignment,
    hand_in_assignment,
    reopen_assignment,
    resume_assignment,
    save_assignment,
    start_article,
    take_assignment,
)
from .cards import ask_for_cards, make_cards, make_missing_cards
from .coverage import DuplicateCoverage, enter_links, refuse_duplicates, save_coverage
from .crisis import (
    close_crisis,
    log_in_crisis,
    reopen_crisis,
    save_crisis,
    send_crisis_alerts,
)
from .day_notes import delete_day_note, save_day_note
from .deleting import delete_article, delete_occasion, delete_text
from .duplicating import duplicate_article
from .fulfilling import complete_released
from .joint import confirm_joint, name_jointly, refuse_joint
from .links import check_links
from .media import invite_journalists, note_contact, save_invitation, send_invitations
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
    set_focal_point,
    upload_picture,
    upload_pictures,
)
from .plan_items import move_plan_item, release_plan_item_on, save_plan_item
from .plan_mail import send_plan_mail
from .planning import Material, deadline_before, evening_of, plan_occasion
from .presence import leave, note_presence
from .releasing import (
    NotReady,
    WrongState,
    approve_text,
    limit_text,
    publish_text,
    reschedule_text,
    return_text,
    schedule_text,
    submit_text,
    take_back_text,
    usual_moment,
    withdraw_text,
)
from .remarks import (
    PassageNotFound,
    answer_remark,
    note_correction,
    remark_on_text,
    settle_remark,
)
from .reminding import remind_of_deadlines
from .saving import save_outlet, save_printed_matter, save_subscription
from .scheduling import withdraw_due
from .social import enter_posts, save_post
from .subscriptions import enter_subscriptions
from .texts import ChangedMeanwhile, restore_version, save_article
from .unsaved import (
    close_edit_session,
    discard_unsaved_work,
    keep_unsaved_form,
    keep_unsaved_work,
    sweep_unsaved_work,
)
from .word import import_word

__all__ = [
    "ChangedMeanwhile",
    "DuplicateCoverage",
    "Material",
    "NotReady",
    "PassageNotFound",
    "PictureInUse",
    "WrongState",
    "accredit",
    "answer_remark",
    "approve_assignment",
    "approve_text",
    "ask_for_cards",
    "cancel_assignment",
    "cancel_occasion",
    "check_links",
    "close_crisis",
    "close_edit_session",
    "complete_released",
    "confirm_joint",
    "deadline_before",
    "delete_article",
    "delete_day_note",
    "delete_occasion",
    "delete_picture",
    "delete_text",
    "discard_unsaved_work",
    "duplicate_article",
    "enter_links",
    "enter_posts",
    "enter_subscriptions",
    "evening_of",
    "finish_assignment",
    "give_back_assignment",
    "hand_in_assignment",
    "import_word",
    "invite_journalists",
    "keep_unsaved_form",
    "keep_unsaved_work",
    "leave",
    "limit_text",
    "log_in_crisis",
    "make_cards",
    "make_missing_cards",
    "make_missing_renditions",
    "make_renditions",
    "move_plan_item",
    "name_jointly",
    "note_contact",
    "note_correction",
    "note_presence",
    "plan_occasion",
    "postpone_occasion",
    "propose_occasions",
    "publish_text",
    "refuse_duplicates",
    "refuse_joint",
    "refuse_own",
    "refuse_sign_in",
    "release_plan_item_on",
    "remark_on_text",
    "remind_of_deadlines",
    "reopen_assignment",
    "reopen_crisis",
    "reschedule_occasion",
    "reschedule_text",
    "restore_version",
    "resume_assignment",
    "resume_occasion",
    "return_text",
    "save_article",
    "save_assignment",
    "save_coverage",
    "save_crisis",
    "save_day_note",
    "save_invitation",
    "save_journalist",
    "save_occasion",
    "save_outlet",
    "save_plan_item",
    "save_post",
    "save_printed_matter",
    "save_subscription",
    "schedule_text",
    "send_crisis_alerts",
    "send_invitations",
    "send_plan_mail",
    "set_focal_point",
    "settle_remark",
    "start_article",
    "submit_text",
    "sweep_unsaved_work",
    "take_assignment",
    "take_back_text",
    "upload_picture",
    "upload_pictures",
    "usual_moment",
    "withdraw_due",
    "withdraw_text",
]

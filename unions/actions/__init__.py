from .account_notices import renew_second_factors
from .accounts import (
    change_account,
    choose_language,
    hand_over_account,
    mail_password_link,
    open_account,
    reset_second_factor,
)
from .addresses import ask_for_address, change_address, take_address
from .appointments import appoint, change_appointment, end_appointment
from .bin import bring_back, delete_for_good, delete_record, put_in_bin
from .channels import (
    add_channel,
    change_channel,
    close_channel,
    count_followers,
    doubt_channel,
    remove_channel,
    reopen_channel,
    settle_flag,
    withdraw_count,
)
from .closing import close_organization, merge_organizations, reopen_organization
from .contacts import enter_contacts
from .deputies import name_deputy, recall_deputy
from .importing import RowsRefused, import_channels
from .officers import install_officer
from .organizations import (
    describe_organization,
    move_organization,
    open_organization,
    rename_organization,
)
from .people import enter_person
from .sessions import end_other_sessions, end_session
from .signing_in import note_failure, note_link_asked_for

__all__ = [
    "RowsRefused",
    "add_channel",
    "appoint",
    "ask_for_address",
    "bring_back",
    "change_account",
    "change_address",
    "change_appointment",
    "change_channel",
    "choose_language",
    "close_channel",
    "close_organization",
    "count_followers",
    "delete_for_good",
    "delete_record",
    "describe_organization",
    "doubt_channel",
    "end_appointment",
    "end_other_sessions",
    "end_session",
    "enter_contacts",
    "enter_person",
    "hand_over_account",
    "import_channels",
    "install_officer",
    "mail_password_link",
    "merge_organizations",
    "move_organization",
    "name_deputy",
    "note_failure",
    "note_link_asked_for",
    "open_account",
    "open_organization",
    "put_in_bin",
    "recall_deputy",
    "remove_channel",
    "rename_organization",
    "renew_second_factors",
    "reopen_channel",
    "reopen_organization",
    "reset_second_factor",
    "settle_flag",
    "take_address",
    "withdraw_count",
]

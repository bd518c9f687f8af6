from .accounts import (
    change_account,
    choose_language,
    mail_password_link,
    open_account,
    reset_second_factor,
)
from .appointments import appoint, change_appointment, end_appointment
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
from .importing import RowsRefused, import_channels
from .officers import install_officer
from .organizations import (
    describe_organization,
    move_organization,
    open_organization,
    rename_organization,
)

__all__ = [
    "RowsRefused",
    "add_channel",
    "appoint",
    "change_account",
    "change_appointment",
    "change_channel",
    "choose_language",
    "close_channel",
    "close_organization",
    "count_followers",
    "describe_organization",
    "doubt_channel",
    "end_appointment",
    "enter_contacts",
    "import_channels",
    "install_officer",
    "mail_password_link",
    "merge_organizations",
    "move_organization",
    "open_account",
    "open_organization",
    "remove_channel",
    "rename_organization",
    "reopen_channel",
    "reopen_organization",
    "reset_second_factor",
    "settle_flag",
    "withdraw_count",
]

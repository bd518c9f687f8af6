from .appointments import appoint, change_account, end_appointment, open_account
from .channels import (
    add_channel,
    change_channel,
    close_channel,
    count_followers,
    doubt_channel,
    remove_channel,
    settle_flag,
)
from .organizations import (
    close_organization,
    merge_organizations,
    move_organization,
    open_organization,
    rename_organization,
)

__all__ = [
    "add_channel",
    "appoint",
    "change_account",
    "change_channel",
    "close_channel",
    "close_organization",
    "count_followers",
    "doubt_channel",
    "end_appointment",
    "merge_organizations",
    "move_organization",
    "open_account",
    "open_organization",
    "remove_channel",
    "rename_organization",
    "settle_flag",
]

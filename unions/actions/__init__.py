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
from .importing import RowsRefused, import_channels
from .organizations import (
    close_organization,
    merge_organizations,
    move_organization,
    open_organization,
    rename_organization,
)

__all__ = [
    "RowsRefused",
    "add_channel",
    "appoint",
    "change_account",
    "change_channel",
    "close_channel",
    "close_organization",
    "count_followers",
    "doubt_channel",
    "end_appointment",
    "import_channels",
    "merge_organizations",
    "move_organization",
    "open_account",
    "open_organization",
    "remove_channel",
    "rename_organization",
    "settle_flag",
]

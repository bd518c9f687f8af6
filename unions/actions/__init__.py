from .channels import (
    add_channel,
    change_channel,
    count_followers,
    doubt_channel,
    remove_channel,
    settle_flag,
)

__all__ = [
    "add_channel",
    "change_channel",
    "count_followers",
    "doubt_channel",
    "remove_channel",
    "settle_flag",
]

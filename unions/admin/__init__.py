from . import region, without_admin_yet

__all__ = ["region", "without_admin_yet"]

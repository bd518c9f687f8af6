from . import region

__all__ = ["region"]

from . import account, bin, channel, congress, journal, organization, person, region

__all__ = ["account", "bin", "channel", "congress", "journal", "organization", "person", "region"]

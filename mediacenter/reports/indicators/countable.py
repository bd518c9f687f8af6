from mediacenter.toolkit.dates import Precision


def single(events):
    """Events that can be counted: of one known to the year alone it is not said that it was one."""
    return events.filter(precision__in=[Precision.DAY, Precision.MONTH])

"""What is kept how long, what was purged, and what is overdue: numbers, and nobody's data."""

import datetime as dt

from django.db.models import Max, Sum
from django.shortcuts import render
from django.utils import timezone

from mediacenter.toolkit.permissions import asks_for

from .declarations import RULES
from .models import Purge

YEAR = 365  # days
LATELY = dt.timedelta(days=30)
LATE = dt.timedelta(days=2)  # a night may be missed
COUNTED = 1000  # at most: the page is no reason to read whole tables


@asks_for("retention.view_purge")
def overview(request):
    now = timezone.now()
    purges = Purge.objects.filter(day__gte=timezone.localdate() - LATELY).values("rule")
    lately = {
        one["rule"]: one for one in purges.annotate(number=Sum("number"), last_at=Max("last_at"))
    }
    kept = [
        {
            "rule": rule,
            "days": rule.kept.days,
            "years": 0 if rule.kept.days % YEAR else rule.kept.days // YEAR,
            "lately": lately.get(rule.code),
            "overdue": rule.due(now - LATE).order_by()[: COUNTED + 1].count(),
        }
        for rule in RULES.values()
    ]
    return render(request, "retention/overview.html", {"kept": kept, "counted": COUNTED})

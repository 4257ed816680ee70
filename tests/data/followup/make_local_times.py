#!/usr/bin/env python3
"""Writes local_times.csv: what Python's zoneinfo says about wall clocks around the clock changes of some zones.

zone,date,time,instant,local_date,local_time
The wall clock's date and time, the instant (seconds since 1970) that it stands for (in a gap the first valid instant
after it, in a fold the first of the two), and what the wall clock shows at that instant.
Without date and time: an instant in the second pass of a fold, and what the wall clock shows then.
"""
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONES = {
    "Europe/Berlin": (2024, 2026), "America/New_York": (2024, 2026), "Australia/Lord_Howe": (2023, 2025),
    "Pacific/Apia": (2010, 2012), "Antarctica/Troll": (2023, 2024), "Africa/Cairo": (2023, 2025),
    "Africa/Casablanca": (2023, 2024), "America/Havana": (2023, 2024), "America/Sao_Paulo": (2017, 2019),
    "Asia/Beirut": (2022, 2024), "Europe/Dublin": (2024, 2025), "Pacific/Chatham": (2024, 2025),
    "Asia/Kathmandu": (1985, 1987), "Asia/Tehran": (2021, 2023), "Pacific/Kwajalein": (1993, 1994),
    "America/Asuncion": (2023, 2025), "Pacific/Kiritimati": (1994, 1995), "UTC": (2024, 2024),
}
UTC = timezone.utc


def offset(zone, second):
    return datetime.fromtimestamp(second, UTC).astimezone(zone).utcoffset()


def changes(zone, first, last):
    """The instants between which the offset differs, found hour by hour and then to the second."""
    at, end = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (first, last + 1))
    while at < end:
        if offset(zone, at) != offset(zone, at + 3600):
            before, after = at, at + 3600
            while after - before > 1:
                middle = (before + after) // 2
                before, after = (middle, after) if offset(zone, middle) == offset(zone, at) else (before, middle)
            yield after
        at += 3600


def wall(zone, second):
    return datetime.fromtimestamp(second, UTC).astimezone(zone).replace(tzinfo=None, fold=0)


def instant(zone, local, change):
    second = int(local.replace(tzinfo=zone, fold=0).timestamp())
    return second if wall(zone, second) == local else change


def row(name, local, second, shown):
    stood = f"{local:%Y-%m-%d,%H:%M}" if local else ","
    print(f"{name},{stood},{second},{shown:%Y-%m-%d,%H:%M}")


for name, (first, last) in ZONES.items():
    zone = ZoneInfo(name)
    for change in changes(zone, first, last):
        size = offset(zone, change) - offset(zone, change - 1)
        begin = wall(zone, change - 1) + timedelta(seconds=1) + min(size, timedelta(0))
        for share in (-1, -0.01, 0, 0.26, 0.5, 0.99, 1, 1.01, 2):
            local = (begin + abs(size) * share).replace(second=0, microsecond=0)
            second = instant(zone, local, change)
            row(name, local, second, wall(zone, second))
            if size < timedelta(0) and 0 <= share < 1:
                second += int(-size.total_seconds())
                row(name, None, second, wall(zone, second))
        morning = begin.replace(hour=8, minute=30, second=0)
        for day in (-1, 0, 1):
            local = morning + timedelta(days=day)
            second = instant(zone, local, change)
            row(name, local, second, wall(zone, second))
    for day in (datetime(first, 2, 28, 8, 30), datetime(last, 7, 1, 0, 0), datetime(last, 12, 31, 23, 59)):
        row(name, day, instant(zone, day, 0), day)

# Local time in a zone with summer time that the program itself chooses.
import os
import time

os.environ["TZ"] = "CET-1CEST,M3.5.0,M10.5.0/3"
time.tzset()
print(time.tzname, time.timezone, time.altzone, time.daylight)
for stamp in (1_704_067_200, 1_711_846_799, 1_711_846_800, 1_719_792_000, 1_729_990_800, 1_729_994_400):
    here = time.localtime(stamp)
    print(here[:6], here.tm_isdst, here.tm_zone, here.tm_gmtoff, time.mktime(here) == stamp, time.ctime(stamp))
print(time.mktime((2024, 10, 27, 2, 30, 0, 0, 0, 1)), time.mktime((2024, 10, 27, 2, 30, 0, 0, 0, 0)))
print(time.strftime("%H:%M %Z %z", time.localtime(1_719_792_000)))

from datetime import datetime, timedelta, timezone  # noqa: E402

for stamp in (1_729_990_800, 1_729_994_400):
    moment = datetime.fromtimestamp(stamp)
    print(repr(moment), moment.timestamp() == stamp, moment.astimezone(), moment.astimezone(timezone.utc))
gap = datetime(2024, 3, 31, 2, 30)
print(gap.timestamp(), gap.replace(fold=1).timestamp(), gap.astimezone().isoformat(), gap.astimezone().tzname())
print(datetime(2024, 7, 1, tzinfo=timezone(timedelta(hours=-5))).astimezone())
os.environ["TZ"] = "NZST-12NZDT,M9.5.0,M4.1.0/3"
time.tzset()
print(time.tzname, time.timezone, time.altzone, time.localtime(1_704_067_200).tm_isdst, datetime.fromtimestamp(0))

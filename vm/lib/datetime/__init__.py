# SPDX-License-Identifier: MIT
# Dates, times of day, moments, and the distances between them.
#
# Reading order: _calendar, _delta, _zone, _date, _clock, _moment.

from datetime._calendar import MAXYEAR, MINYEAR
from datetime._delta import timedelta
from datetime._zone import timezone, tzinfo
from datetime._date import date
from datetime._clock import time
from datetime._moment import datetime

UTC = timezone.utc

__all__ = ['date', 'datetime', 'time', 'timedelta', 'timezone', 'tzinfo',
           'MINYEAR', 'MAXYEAR', 'UTC']

# SPDX-License-Identifier: MIT


# cpython: 3.8-3.9
# json, logging, datetime and calendar.
import json, logging, sys, io
from datetime import *
print(json.dumps({'a': [1, 2.5, None, True, 'é"\n'], 'b': {}}))
print(json.dumps([1], indent=2))
print(json.dumps({'z': 1, 'a': {'q': [1, 2]}}, indent=4, sort_keys=True))
print(json.dumps('é', ensure_ascii=False))
print(json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps([], indent=2))
print(json.dumps((1, 2), separators=(',', ':')), json.dumps(float('inf')))
print(json.loads('{"a": [1, 2.0, -3e2, "x\\u00e9\\n", null, true, false], "b": {"c": []}}'))
print(json.loads(' [1 , 2 ] '), json.loads('"\\ud83d\\ude00"'))
print(json.loads('123456789012345678901234567890'))
for bad in ('', '{', '[1,]', '{"a" 1}', '{a: 1}', "{'a': 1}", '[1 2]', 'nul',
    '"abc', '1 2', '{"a": 1,}', '[1', '"\t"', '"\\x"', '-', '01'):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as e:
        print(repr(bad), e, e.lineno, e.colno, e.pos)
for bad in ({1, 2}, object, {(1, 2): 3}):
    try:
        json.dumps(bad)
    except TypeError as e:
        print(str(e)[:60])


class Enc(json.JSONEncoder):

    def default(self, o):
        if isinstance(o, set):
            return sorted(o)
        if isinstance(o, date):
            return o.isoformat()
        return super().default(o)


print(json.dumps({'s': {3, 1}, 'd': date(2020, 1, 2)}, cls=Enc))
print(json.dumps([1, {2}], default=list))
print(json.loads('{"a": 1}', object_hook=lambda d: sorted(d.items())))
print(json.loads('[1.5]', parse_float=str))
print(json.loads('{"a":1,"a":2}', object_pairs_hook=list))
f = io.StringIO()
json.dump([1, {'a': 2}], f)
f.seek(0)
print(f.getvalue(), json.load(f))
l = []
l.append(l)
try:
    json.dumps(l)
except ValueError as e:
    print(e)
logging.basicConfig(stream=sys.stdout, level=logging.INFO,
    format='%(levelname)s:%(name)s:%(message)s')
logging.debug('no')
logging.info('info %s', 1)
logging.warning('warn %d %s', 1, 'x')
log = logging.getLogger('a.b')
log.error('err')
log.setLevel(logging.DEBUG)
log.debug('dbg')
try:
    1 / 0
except ZeroDivisionError:
    log.exception('exc')
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter('%(asctime)s [%(threadName)s] %(funcName)s %(message)s',
    datefmt='X'))
log.addHandler(h)
log.propagate = False
log.info('two')
print(log.handlers[0].level, log.name, log.parent.name)
print(logging.getLevelName(30), log.isEnabledFor(10), log.getEffectiveLevel())
logging.disable(logging.INFO)
log.info('disabled')
log.warning('still')
d = date(2024, 2, 28)
print(d + timedelta(days=2), d - date(2023, 2, 28), d.weekday())
print(d.isoweekday(), d.isocalendar()[1], d.strftime('%d/%m/%Y %A %B %j %U'))
print(d.replace(month=3), d.timetuple().tm_yday, d.toordinal())
print(date.fromordinal(738000), date.fromisoformat('2020-12-31'))
print(d < date(2025, 1, 1), repr(d), str(d))
t = datetime(2020, 1, 1, 12, 30, 45, 123456)
print(t, repr(t), t.isoformat(), t.isoformat(' ', 'minutes'))
print(t.strftime('%H:%M:%S.%f %p %I %y %b %a'))
print(t + timedelta(hours=13, minutes=31), t.date(), t.time())
print(datetime.strptime('2021-03-04 05:06', '%Y-%m-%d %H:%M'))
print(t.replace(year=2000), datetime.combine(d, time(1, 2)), t.timestamp())
print(datetime.fromtimestamp(0, timezone.utc))
print(datetime(2020, 1, 1, tzinfo=timezone.utc).isoformat())
print(datetime(2020, 1, 1,
    tzinfo=timezone(timedelta(hours=5, minutes=30))).astimezone(timezone.utc))
td = timedelta(days=1, hours=2, seconds=3.5)
print(td, repr(td), td.total_seconds(), td * 2, td / 2)
print(td // timedelta(hours=1), -td, abs(-td), td.days, td.seconds)
print(td.microseconds, timedelta(weeks=1), timedelta(hours=-1))
print(td % timedelta(hours=1), timedelta(1) > timedelta(0), bool(timedelta(0)))
print(divmod(td, timedelta(hours=5)))
for f in (lambda: date(2023, 2, 29), lambda: date(2023, 13, 1),
    lambda: datetime.strptime('x', '%Y'),
    lambda: datetime.strptime('2020-01-01 z', '%Y-%m-%d'), lambda: d + 1,
    lambda: d < 5, lambda: t - datetime(2020, 1, 1, tzinfo=timezone.utc),
    lambda: date('2020'), lambda: datetime.fromisoformat('bad'),
    lambda: time(25), lambda: d.foo, lambda: timedelta('x'),
    lambda: date(2020, 1), lambda: t < d, lambda: t == d):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(min(d, date(2020, 1, 1)), sorted([time(3), time(1, 30)]), datetime.min)
print(date.max, timedelta.max, t.utcoffset(), time(1, 2, 3).isoformat())
print((datetime(2024, 3, 1) - datetime(2024, 2, 1)).days)
import time as _t, calendar
print(_t.strftime('%Y', _t.gmtime(0)), calendar.monthrange(2024, 2))
print(calendar.isleap(1900), calendar.month_name[3])
print(calendar.month(2024, 2))

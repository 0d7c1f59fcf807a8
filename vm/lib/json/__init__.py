# SPDX-License-Identifier: MIT
# JSON: text to values and back.
#
# decoder reads, encoder writes; each uses natives of _json where they are.

from json.decoder import JSONDecodeError, JSONDecoder
from json.encoder import JSONEncoder

__all__ = ['dump', 'dumps', 'load', 'loads', 'JSONDecoder',
           'JSONDecodeError', 'JSONEncoder']

_encoder = JSONEncoder()
_decoder = JSONDecoder()


def _make_encoder(cls, kw):
    if cls is None:
        cls = JSONEncoder
        if not kw:
            return _encoder
    return cls(**kw)


def _given(**options):
    # Only what differs from the usual, so that the usual needs no new encoder.
    usual = dict(skipkeys=False, ensure_ascii=True, check_circular=True,
                 allow_nan=True, indent=None, separators=None, default=None,
                 sort_keys=False)
    return {name: value for name, value in options.items()
            if value is not usual[name]}


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True,
          allow_nan=True, cls=None, indent=None, separators=None,
          default=None, sort_keys=False, **kw):
    if (ensure_ascii and check_circular and allow_nan and not skipkeys
            and not sort_keys and not kw and cls is indent is separators
            is default is None):
        return _encoder.encode(obj)
    options = _given(skipkeys=skipkeys, ensure_ascii=ensure_ascii,
                     check_circular=check_circular, allow_nan=allow_nan,
                     indent=indent, separators=separators, default=default,
                     sort_keys=sort_keys)
    return _make_encoder(cls, {**options, **kw}).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True,
         allow_nan=True, cls=None, indent=None, separators=None,
         default=None, sort_keys=False, **kw):
    options = _given(skipkeys=skipkeys, ensure_ascii=ensure_ascii,
                     check_circular=check_circular, allow_nan=allow_nan,
                     indent=indent, separators=separators, default=default,
                     sort_keys=sort_keys)
    for chunk in _make_encoder(cls, {**options, **kw}).iterencode(obj):
        fp.write(chunk)


_MARKS = ((b'\xef\xbb\xbf', 'utf-8-sig'), (b'\xff\xfe\x00\x00', 'utf-32'),
          (b'\x00\x00\xfe\xff', 'utf-32'), (b'\xff\xfe', 'utf-16'),
          (b'\xfe\xff', 'utf-16'))


def detect_encoding(b):
    # By the byte order mark, else by where the zeros of the first two
    # characters, which are ASCII, stand.
    for mark, encoding in _MARKS:
        if b.startswith(mark):
            return encoding
    zeros = [not byte for byte in b[:4]]
    if len(zeros) == 4:
        if zeros[0]:
            return 'utf-16-be' if not zeros[1] else 'utf-32-be'
        if zeros[1]:
            return 'utf-16-le' if not zeros[2] or not zeros[3] \
                else 'utf-32-le'
    elif len(zeros) == 2:
        if zeros[0]:
            return 'utf-16-be'
        if zeros[1]:
            return 'utf-16-le'
    return 'utf-8'


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
          parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith('\ufeff'):
            raise JSONDecodeError('Unexpected UTF-8 BOM (decode using '
                                  'utf-8-sig)', s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode(detect_encoding(s), 'surrogatepass')
    else:
        raise TypeError('the JSON object must be str, bytes or bytearray, not '
                        f'{type(s).__name__}')
    kw.pop('encoding', None)
    hooks = dict(object_hook=object_hook, parse_float=parse_float,
                 parse_int=parse_int, parse_constant=parse_constant,
                 object_pairs_hook=object_pairs_hook)
    kw.update((name, hook) for name, hook in hooks.items()
              if hook is not None)
    if cls is None:
        if not kw:
            return _decoder.decode(s)
        cls = JSONDecoder
    return cls(**kw).decode(s)


def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None,
         parse_constant=None, object_pairs_hook=None, **kw):
    hooks = dict(object_hook=object_hook, object_pairs_hook=object_pairs_hook,
                 parse_float=parse_float, parse_int=parse_int,
                 parse_constant=parse_constant)
    return loads(fp.read(), cls=cls, **hooks, **kw)

# SPDX-License-Identifier: MIT
# The header of an HTTP message: fields in order, found whatever their case.
#
# CPython uses email.message.Message; this is the part of it that HTTP needs.

MAX_LINE = 65536
MAX_FIELDS = 100


class HTTPMessage:
    def __init__(self):
        self._fields = []

    def __len__(self):
        return len(self._fields)

    def __iter__(self):
        return iter(self.keys())

    def __contains__(self, name):
        return self.get(name) is not None

    def __getitem__(self, name):
        return self.get(name)

    def __setitem__(self, name, value):
        self._fields.append((name, str(value)))

    def __delitem__(self, name):
        name = name.lower()
        self._fields = [field for field in self._fields
                        if field[0].lower() != name]

    def __str__(self):
        return ''.join([f'{name}: {value}\n'
                        for name, value in self._fields]) + '\n'

    as_string = __str__

    def keys(self):
        return [name for name, _ in self._fields]

    def values(self):
        return [value for _, value in self._fields]

    def items(self):
        return list(self._fields)

    def get(self, name, failobj=None):
        name = name.lower()
        for field, value in self._fields:
            if field.lower() == name:
                return value
        return failobj

    def get_all(self, name, failobj=None):
        name = name.lower()
        return [value for field, value in self._fields
                if field.lower() == name] or failobj

    def add_header(self, name, value, **parameters):
        parts = [] if value is None else [value]
        for key, each in parameters.items():
            key = key.replace('_', '-')
            parts.append(key if each is None else f'{key}="{each}"')
        self[name] = '; '.join(parts)

    def replace_header(self, name, value):
        for i, field in enumerate(self._fields):
            if field[0].lower() == name.lower():
                self._fields[i] = field[0], value
                return
        raise KeyError(name)

    # -- Content-Type

    def get_content_type(self):
        kind = self.get('content-type', '').partition(';')[0].strip().lower()
        return kind if kind.count('/') == 1 else 'text/plain'

    def get_content_maintype(self):
        return self.get_content_type().partition('/')[0]

    def get_content_subtype(self):
        return self.get_content_type().partition('/')[2]

    def get_param(self, param, failobj=None, header='content-type'):
        for part in self.get(header, '').split(';')[1:]:
            name, _, value = part.partition('=')
            if name.strip().lower() == param.lower():
                return value.strip().strip('"')
        return failobj

    def get_content_charset(self, failobj=None):
        charset = self.get_param('charset')
        return failobj if charset is None else charset.lower()


def parse_headers(fp, too_long, too_many):
    """The fields up to the empty line; the two functions make the errors."""
    message = HTTPMessage()
    count = 0
    while True:
        line = fp.readline(MAX_LINE + 1)
        if len(line) > MAX_LINE:
            raise too_long('header line')
        if line in (b'\r\n', b'\n', b''):
            return message
        count += 1
        if count > MAX_FIELDS:
            raise too_many(f'got more than {MAX_FIELDS} headers')
        text = line.decode('iso-8859-1').rstrip('\r\n')
        fields = message._fields
        if text[:1] in ' \t' and fields:
            name, value = fields[-1]
            fields[-1] = name, f'{value}\r\n{text}'
            continue
        name, colon, value = text.partition(':')
        if colon:
            fields.append((name, value.lstrip(' \t')))

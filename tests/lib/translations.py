# SPDX-License-Identifier: MIT
# library: gettext
# gettext: catalogues, plural forms, and what is said without any.
import gettext
import io
import os
import struct
import tempfile


def catalogue(pairs):
    pairs = sorted(pairs)
    keys = [key.encode() for key, _ in pairs]
    values = [value.encode() for _, value in pairs]
    at = 28 + 16 * len(pairs)
    tables, texts = [[], []], b''
    for table, items in zip(tables, (keys, values)):
        for item in items:
            table += [len(item), at + len(texts)]
            texts += item + b'\0'
    head = struct.pack('<7I', 0x950412de, 0, len(pairs), 28,
                       28 + 8 * len(pairs), 0, 0)
    return head + struct.pack(f'<{4 * len(pairs)}I', *tables[0],
                              *tables[1]) + texts + b'\0'


MO = catalogue([
    ('', 'Content-Type: text/plain; charset=UTF-8\n'
         'Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : '
         'n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;\n'),
    ('hello', 'grüße'), ('menu\x04Open', 'Öffnen'),
    ('%d file\0%d files', '%d файл\0%d файла\0%d файлов')])
made = gettext.GNUTranslations(io.BytesIO(MO))
print(made.gettext('hello'), made.gettext('other'), made.charset(),
      made.pgettext('menu', 'Open'), made.pgettext('menu', 'Close'))
for n in (0, 1, 2, 5, 11, 21, 22, 112):
    print(made.ngettext('%d file', '%d files', n) % n,
          made.ngettext('cat', 'cats', n))
print(sorted(made.info().items()))
for form in ('n != 1', 'n>1 ? n : 0', '!n', 'n*2+1 % 3', '(n', 'n)', 'x', '1 1',
             'n ? 1', 'n/2', 'n==1?0:n==2?1:2', 'n && 5 || 0', ''):
    try:
        function = gettext.c2py(form)
        print(form, [function(n) for n in range(6)])
    except ValueError as error:
        print(form, '->', error)
folder = tempfile.mkdtemp()
where = os.path.join(folder, 'xx', 'LC_MESSAGES')
os.makedirs(where)
with open(os.path.join(where, 'app.mo'), 'wb') as file:
    file.write(MO)
print(gettext.find('app', folder, ['xx']) is not None,
      gettext.find('app', folder, ['yy']))
_ = gettext.translation('app', folder, ['xx']).gettext
print(_('hello'))
try:
    gettext.translation('app', folder, ['yy'])
except OSError as error:
    print(error)
print(gettext.translation('app', folder, ['yy'], fallback=True).gettext('a'),
      gettext.gettext('x'), gettext.ngettext('a', 'b', 2),
      gettext.textdomain(), gettext.bindtextdomain('d', folder) == folder)
for data in (b'abcd' * 10, MO[:30]):
    try:
        gettext.GNUTranslations(io.BytesIO(data))
    except (OSError, struct.error) as error:
        print(type(error).__name__, error)

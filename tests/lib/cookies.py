# SPDX-License-Identifier: MIT
# library: http
# http.cookies: from and to text.
from http.cookies import CookieError, Morsel, SimpleCookie

jar = SimpleCookie('chips=ahoy; vienna="fin\\"ger"; Path=/x')
print(jar, repr(jar), jar['vienna'].value, jar['vienna']['path'])
jar['fig'] = 'newton'
jar['fig']['max-age'] = 10
jar['fig']['secure'] = True
jar['sugar'] = 'wa,fer; é'
print(jar.output(header='Cookie:'), sep='\n')
print(jar.js_output())
for bad in ('a b', 'expires'):
    try:
        jar[bad] = 1
    except CookieError as error:
        print(error)
one = Morsel()
one.set('k', 'v', '"v"')
print(one, one == one.copy(), one.OutputString(['path']))
print(dict(SimpleCookie('nonsense')), sorted(SimpleCookie('a=1; b=2')))

# SPDX-License-Identifier: MIT
# html.parser: what it calls for which text; html.unescape.
import html
from html.parser import HTMLParser


class Shown(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print('start', tag, attrs, self.getpos(), self.get_starttag_text())

    def handle_endtag(self, tag):
        print('end', tag)

    def handle_startendtag(self, tag, attrs):
        print('empty', tag, attrs)

    def handle_data(self, data):
        print('data', repr(data))

    def handle_comment(self, data):
        print('comment', repr(data))

    def handle_entityref(self, name):
        print('entity', name)

    def handle_charref(self, name):
        print('char', name)

    def handle_decl(self, decl):
        print('decl', decl)

    def handle_pi(self, data):
        print('pi', data)

    def unknown_decl(self, data):
        print('unknown', data)


TEXTS = [
    '<!DOCTYPE html><html lang=en><p class="a b" id=\'x\' checked>Hi &amp; '
    '&#62;bye<br/></p></html>', '<a href="?a=1&b=2">x</a>', '<!-- c --><?pi x>',
    '<script>if (a < b && c) "</p>"</script><p>', '<P>Mixed</P >', 'a < b > c',
    '<![CDATA[x]]>', '<a\nb="c"\n>text\nmore</a>', '<img src=x alt="a>b"/>',
    '<div/class=x>', '</ p>', '<>', '<a b=c d>', 'x &copy; &unknown; &#x41;',
    '<style>a{}</style>', '<a $>']
for convert in (True, False):
    for text in TEXTS:
        print('----', text)
        parser = Shown(convert_charrefs=convert)
        parser.feed(text)
        parser.close()
parser = Shown()
for char in '<p a="b">x&amp;y</p>tail':
    parser.feed(char)
parser.close()
print(html.unescape('&lt;&#65;&#x42;&eacute;&ampx &nope; &#0;'),
      html.escape('<a href="x">\'</a>'))

# SPDX-License-Identifier: MIT
# A forgiving parser of HTML: it calls a method for each tag and text it meets.
#
# Invariant: rawdata is what was fed and not handled yet. Inside <script> and
# <style> nothing is markup but their end tag (cdata_elem names it).

import re
import _markupbase
from html import unescape

__all__ = ['HTMLParser']

_INTERESTING = re.compile('[&<]')
_NUMBER = re.compile('&#(?:[0-9]+|[xX][0-9a-fA-F]+)[^0-9a-fA-F]')
_ENTITY = re.compile('&([a-zA-Z][-.a-zA-Z0-9]*)[^a-zA-Z0-9]')
_INCOMPLETE = re.compile('&[a-zA-Z#]')
_TAG_START = re.compile('<[a-zA-Z]')
_TAG_NAME = re.compile(r'([a-zA-Z][^\t\n\r\f />\x00]*)(?:\s|/(?!>))*')
_ATTRIBUTE = re.compile(
    r'((?<=[\'"\s/])[^\s/>][^\s/=>]*)'
    r'(\s*=+\s*(\'[^\']*\'|"[^"]*"|(?![\'"])[^>\s]*))?(?:\s|/(?!>))*')
_TAG_END = re.compile(r'''
    <[a-zA-Z][^\t\n\r\f />\x00]*
    (?:[\s/]*
      (?:(?<=['"\s/])[^\s/>][^\s/=>]*
        (?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*))?
        (?:\s|/(?!>))*
      )*
    )?
    \s*''', re.VERBOSE)
_END_TAG = re.compile(r'</\s*([a-zA-Z][-.a-zA-Z0-9:_]*)\s*>')


class HTMLParser(_markupbase.ParserBase):
    CDATA_CONTENT_ELEMENTS = ('script', 'style')

    def __init__(self, *, convert_charrefs=True):
        self.convert_charrefs = convert_charrefs
        self.reset()

    def reset(self):
        self.rawdata = ''
        self.lasttag = '???'
        self.interesting = _INTERESTING
        self.cdata_elem = None
        _markupbase.ParserBase.reset(self)

    def error(self, message):
        raise ValueError(message)

    def feed(self, data):
        self.rawdata += data
        self.goahead(0)

    def close(self):
        self.goahead(1)

    def unescape(self, s):
        import warnings
        warnings.warn('The unescape method is deprecated and will be removed '
                      'in 3.5, use html.unescape() instead.',
                      DeprecationWarning, stacklevel=2)
        return unescape(s)

    def get_starttag_text(self):
        return self.__starttag_text

    __starttag_text = None

    def set_cdata_mode(self, elem):
        self.cdata_elem = elem.lower()
        self.interesting = re.compile(rf'</\s*{self.cdata_elem}\s*>', re.I)

    def clear_cdata_mode(self):
        self.interesting = _INTERESTING
        self.cdata_elem = None

    # -- Working through what was fed --

    def goahead(self, end):
        i = 0
        while i < len(self.rawdata):
            i, go_on = self._text(i, end)
            if not go_on or i == len(self.rawdata):
                break
            if self.rawdata[i] == '<':
                at = self._markup(i)
                if at is None:
                    break
                if at < 0:
                    if not end:
                        break
                    at = self._unfinished(i)
                i = self.updatepos(i, at)
            else:
                at = self._reference(i, end)
                if at is None:
                    break
                i = at
        if end and i < len(self.rawdata):
            self._data(self.rawdata[i:], not self.cdata_elem)
            i = self.updatepos(i, len(self.rawdata))
        self.rawdata = self.rawdata[i:]

    def _data(self, text, references=True):
        if text:
            if self.convert_charrefs and references:
                text = unescape(text)
            self.handle_data(text)

    def _text(self, i, end):
        """Hand out the text before the next markup; (place, go on?)."""
        data = self.rawdata
        if self.convert_charrefs and not self.cdata_elem:
            j = data.find('<', i)
            if j < 0:
                # A reference may be cut off at the very end.
                amp = data.rfind('&', max(i, len(data) - 34))
                if amp >= 0 and not re.search(r'[\s;]', data[amp:]) and \
                        not end:
                    return i, False
                if not end:
                    j = len(data)
                    self._data(data[i:j])
                    return self.updatepos(i, j), False
                j = len(data)
        else:
            match = self.interesting.search(data, i)
            if match:
                j = match.start()
            elif self.cdata_elem:
                return i, False
            else:
                j = len(data)
        if i < j:
            self._data(data[i:j], not self.cdata_elem)
        return self.updatepos(i, j), True

    def _markup(self, i):
        """The place behind what begins with `<`; -1: unfinished."""
        data = self.rawdata
        if _TAG_START.match(data, i):
            return self.parse_starttag(i)
        if data.startswith('</', i):
            return self.parse_endtag(i)
        if data.startswith('<!--', i):
            return self.parse_comment(i)
        if data.startswith('<?', i):
            return self.parse_pi(i)
        if data.startswith('<!', i):
            return self.parse_html_declaration(i)
        if i + 1 < len(data):
            self.handle_data('<')
            return i + 1
        return -1

    def _unfinished(self, i):
        """At the end of all: take it for text."""
        data = self.rawdata
        k = data.find('>', i + 1)
        if k < 0:
            k = data.find('<', i + 1)
            k = i + 1 if k < 0 else k
        else:
            k += 1
        self._data(data[i:k], not self.cdata_elem)
        return k

    def _reference(self, i, end):
        """`&...`, where references are not replaced in the text."""
        data = self.rawdata
        match = _NUMBER.match(data, i)
        if match:
            self.handle_charref(match.group()[2:-1])
            return self._behind_reference(i, match)
        match = _ENTITY.match(data, i)
        if match:
            self.handle_entityref(match.group(1))
            return self._behind_reference(i, match)
        if data.startswith('&#', i):
            if ';' in data[i:]:
                self.handle_data(data[i:i + 2])
                return self.updatepos(i, i + 2)
            return None
        match = _INCOMPLETE.match(data, i)
        if match:
            rest = data[i:]
            if re.fullmatch(r'&(?:#[xX]?)?[-.a-zA-Z0-9]*', rest):
                if end:
                    # One letter loses its &, as it always has.
                    if len(rest) == 2 and rest != '&#':
                        rest = rest[1:]
                    self.handle_data(rest)
                    return self.updatepos(i, len(data))
                return None
        elif i + 1 == len(data) and not end:
            return None
        self.handle_data('&')
        return self.updatepos(i, i + 1)

    def _behind_reference(self, i, match):
        k = match.end()
        if self.rawdata[k - 1] != ';':
            k -= 1
        return self.updatepos(i, k)

    # -- Pieces of markup --

    def parse_html_declaration(self, i):
        data = self.rawdata
        if data.startswith('<![', i):
            return self.parse_marked_section(i)
        if data[i:i + 9].lower() == '<!doctype':
            end = data.find('>', i + 9)
            if end < 0:
                return -1
            self.handle_decl(data[i + 2:end])
            return end + 1
        return self.parse_bogus_comment(i)

    def parse_bogus_comment(self, i, report=1):
        end = self.rawdata.find('>', i + 2)
        if end < 0:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 2:end])
        return end + 1

    def parse_pi(self, i):
        end = self.rawdata.find('>', i + 2)
        if end < 0:
            return -1
        self.handle_pi(self.rawdata[i + 2:end])
        return end + 1

    def parse_starttag(self, i):
        self.__starttag_text = None
        end = self.check_for_whole_start_tag(i)
        if end < 0:
            return end
        data = self.rawdata
        self.__starttag_text = data[i:end]
        match = _TAG_NAME.match(data, i + 1)
        at = match.end()
        self.lasttag = tag = match.group(1).lower()
        attrs = []
        while at < end:
            found = _ATTRIBUTE.match(data, at)
            if not found:
                break
            name, rest, value = found.group(1, 2, 3)
            if not rest:
                value = None
            elif value[:1] == value[-1:] and value[:1] in ('"', "'"):
                value = value[1:-1]
            attrs.append((name.lower(), unescape(value) if value else value))
            at = found.end()
        rest = data[at:end].strip()
        if rest not in ('>', '/>'):
            self.handle_data(data[i:end])
            return end
        if rest.endswith('/>'):
            self.handle_startendtag(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)
            if tag in self.CDATA_CONTENT_ELEMENTS:
                self.set_cdata_mode(tag)
        return end

    def check_for_whole_start_tag(self, i):
        """The place behind the tag's end, or -1."""
        data = self.rawdata
        match = _TAG_END.match(data, i)
        at = match.end()
        following = data[at:at + 1]
        if following == '>':
            return at + 1
        if following == '/':
            if data.startswith('/>', at):
                return at + 2
            if data.startswith('/', at) and at + 1 == len(data):
                return -1
            return at if at > i else i + 1
        if following == '' or following in \
                'abcdefghijklmnopqrstuvwxyz=/ABCDEFGHIJKLMNOPQRSTUVWXYZ':
            return -1
        return at if at > i else i + 1

    def parse_endtag(self, i):
        data = self.rawdata
        close = data.find('>', i + 1)
        if close < 0:
            return -1
        at = close + 1
        match = _END_TAG.match(data, i)
        if not match:
            return self._odd_endtag(i, at)
        tag = match.group(1).lower()
        if self.cdata_elem is not None and tag != self.cdata_elem:
            self.handle_data(data[i:at])
            return at
        self.handle_endtag(tag)
        self.clear_cdata_mode()
        return match.end()

    def _odd_endtag(self, i, at):
        data = self.rawdata
        if self.cdata_elem is not None:
            self.handle_data(data[i:at])
            return at
        match = _TAG_NAME.match(data, i + 2)
        if not match:
            if data[i:i + 3] == '</>':
                return i + 3
            return self.parse_bogus_comment(i)
        close = data.find('>', match.end())
        self.handle_endtag(match.group(1).lower())
        return close + 1

    # -- To be overridden --

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_starttag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        pass

    def handle_charref(self, name):
        pass

    def handle_entityref(self, name):
        pass

    def handle_data(self, data):
        pass

    def handle_comment(self, data):
        pass

    def handle_decl(self, decl):
        pass

    def handle_pi(self, data):
        pass

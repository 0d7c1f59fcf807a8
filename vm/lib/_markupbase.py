# SPDX-License-Identifier: MIT
# What HTML and its relatives share: declarations, comments, marked sections,
# and the line and column of the place a parser has reached.

import re

_COMMENT_END = re.compile(r'--\s*>')
_MARKED_END = re.compile(r']\s*]\s*>')
_MS_MARKED_END = re.compile(r']\s*>')
_NAME = re.compile(r'[a-zA-Z][-_.a-zA-Z0-9]*\s*')
_STANDARD = {'temp', 'cdata', 'ignore', 'include', 'rcdata'}
_MICROSOFT = {'if', 'else', 'endif'}


class ParserBase:
    def __init__(self):
        if type(self) is ParserBase:
            raise RuntimeError('_markupbase.ParserBase must be subclassed')

    def error(self, message):
        raise NotImplementedError('subclasses of ParserBase must override '
                                  'error()')

    def reset(self):
        self.lineno = 1
        self.offset = 0

    def getpos(self):
        return self.lineno, self.offset

    def updatepos(self, i, j):
        """Count the text between two places."""
        if i < j:
            lines = self.rawdata.count('\n', i, j)
            if lines:
                self.lineno += lines
                self.offset = j - self.rawdata.rindex('\n', i, j) - 1
            else:
                self.offset += j - i
        return j

    _decl_otherchars = ''

    def parse_comment(self, i, report=1):
        """The place behind `<!-- ... -->`, or -1."""
        match = _COMMENT_END.search(self.rawdata, i + 4)
        if not match:
            return -1
        if report:
            self.handle_comment(self.rawdata[i + 4:match.start()])
        return match.end()

    def parse_marked_section(self, i, report=1):
        """The place behind `<![ ... ]]>`, or -1."""
        name, at = self._scan_name(i + 3, i)
        if at < 0:
            return at
        if name in _STANDARD:
            match = _MARKED_END.search(self.rawdata, i + 3)
        elif name in _MICROSOFT:
            match = _MS_MARKED_END.search(self.rawdata, i + 3)
        else:
            self.error('unknown status keyword '
                       f'{self.rawdata[i + 3:at]!r} in marked section')
            match = None
        if not match:
            return -1
        if report:
            self.unknown_decl(self.rawdata[i + 3:match.start()])
        return match.end()

    def parse_declaration(self, i):
        """The place behind `<! ... >`, or -1."""
        text = self.rawdata
        if text[i + 2:i + 3] == '>':
            return i + 3
        if text[i + 2:i + 3] in ('-', ''):
            return -1
        if text[i + 2:i + 3] == '[':
            return self.parse_marked_section(i)
        end = text.find('>', i + 2)
        if end < 0:
            return -1
        self.handle_decl(text[i + 2:end])
        return end + 1

    def _scan_name(self, i, declstartpos):
        if i == len(self.rawdata):
            return None, -1
        match = _NAME.match(self.rawdata, i)
        if not match:
            self.updatepos(declstartpos, i)
            self.error('expected name token')
            return None, -1
        if match.end() == len(self.rawdata):
            return None, -1
        return match.group().strip().lower(), match.end()

    def unknown_decl(self, data):
        pass

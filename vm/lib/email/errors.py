# SPDX-License-Identifier: MIT
# What can be wrong with a message: exceptions, and defects that a message
# keeps in its list.


class MessageError(Exception):
    """What the exceptions of this package derive from."""


class MessageParseError(MessageError):
    pass


class HeaderParseError(MessageParseError):
    pass


class BoundaryError(MessageParseError):
    pass


class MultipartConversionError(MessageError, TypeError):
    pass


class CharsetError(MessageError):
    pass


class MessageDefect(ValueError):
    """What the defects derive from; .line is the line where it was seen."""

    def __init__(self, line=None):
        if line is not None:
            super().__init__(line)
        self.line = line


def _defect(name, doc, base=MessageDefect):
    return type(name, (base,), {'__doc__': doc, '__module__': __name__})


NoBoundaryInMultipartDefect = _defect(
    'NoBoundaryInMultipartDefect', 'It says multipart and has no boundary.')
StartBoundaryNotFoundDefect = _defect(
    'StartBoundaryNotFoundDefect', 'Its boundary never begins a part.')
CloseBoundaryNotFoundDefect = _defect(
    'CloseBoundaryNotFoundDefect', 'Its last part has no end.')
FirstHeaderLineIsContinuationDefect = _defect(
    'FirstHeaderLineIsContinuationDefect', 'It begins with a folded line.')
MisplacedEnvelopeHeaderDefect = _defect(
    'MisplacedEnvelopeHeaderDefect', "A 'From ' line among the headers.")
MissingHeaderBodySeparatorDefect = _defect(
    'MissingHeaderBodySeparatorDefect', 'No empty line behind the headers.')
MalformedHeaderDefect = MissingHeaderBodySeparatorDefect
MultipartInvariantViolationDefect = _defect(
    'MultipartInvariantViolationDefect', 'It says multipart and has no '
    'parts.')
InvalidMultipartContentTransferEncodingDefect = _defect(
    'InvalidMultipartContentTransferEncodingDefect',
    'A multipart cannot be encoded.')
UndecodableBytesDefect = _defect(
    'UndecodableBytesDefect', 'Bytes beyond ASCII in the headers.')
InvalidBase64PaddingDefect = _defect(
    'InvalidBase64PaddingDefect', 'base64 that ends too soon.')
InvalidBase64CharactersDefect = _defect(
    'InvalidBase64CharactersDefect', 'base64 with other characters.')
InvalidBase64LengthDefect = _defect(
    'InvalidBase64LengthDefect', 'base64 that cannot have this length.')


class HeaderDefect(MessageDefect):
    """What the defects of headers derive from."""

    def __init__(self, *args, **kw):
        super().__init__(*args, **kw)


InvalidHeaderDefect = _defect('InvalidHeaderDefect', 'Not as the RFCs say.',
                              HeaderDefect)
HeaderMissingRequiredValue = _defect('HeaderMissingRequiredValue',
                                     'It should hold something.',
                                     HeaderDefect)
ObsoleteHeaderDefect = _defect('ObsoleteHeaderDefect',
                               'As it is no longer written.', HeaderDefect)
NonASCIILocalPartDefect = _defect('NonASCIILocalPartDefect',
                                  'A local part beyond ASCII.', HeaderDefect)
InvalidDateDefect = _defect('InvalidDateDefect', 'No date.', HeaderDefect)


class NonPrintableDefect(HeaderDefect):
    """Characters that do not print."""

    def __init__(self, non_printables):
        super().__init__(non_printables)
        self.non_printables = non_printables

    def __str__(self):
        return ('the following ASCII non-printables found in header: '
                f'{self.non_printables}')

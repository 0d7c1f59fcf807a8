# SPDX-License-Identifier: MIT
# What the XML parser of pyexpat goes by: the errors' numbers and words, and
# the shapes of tokens.

import re as _re

_ERRORS = '''
NO_MEMORY: out of memory
SYNTAX: syntax error
NO_ELEMENTS: no element found
INVALID_TOKEN: not well-formed (invalid token)
UNCLOSED_TOKEN: unclosed token
PARTIAL_CHAR: partial character
TAG_MISMATCH: mismatched tag
DUPLICATE_ATTRIBUTE: duplicate attribute
JUNK_AFTER_DOC_ELEMENT: junk after document element
PARAM_ENTITY_REF: illegal parameter entity reference
UNDEFINED_ENTITY: undefined entity
RECURSIVE_ENTITY_REF: recursive entity reference
ASYNC_ENTITY: asynchronous entity
BAD_CHAR_REF: reference to invalid character number
BINARY_ENTITY_REF: reference to binary entity
ATTRIBUTE_EXTERNAL_ENTITY_REF: reference to external entity in attribute
MISPLACED_XML_PI: XML or text declaration not at start of entity
UNKNOWN_ENCODING: unknown encoding
INCORRECT_ENCODING: encoding specified in XML declaration is incorrect
UNCLOSED_CDATA_SECTION: unclosed CDATA section
EXTERNAL_ENTITY_HANDLING: error in processing external entity reference
NOT_STANDALONE: document is not standalone
UNEXPECTED_STATE: unexpected parser state - please send a bug report
ENTITY_DECLARED_IN_PE: entity declared in parameter entity
FEATURE_REQUIRES_XML_DTD: requested feature requires XML_DTD support in Expat
CANT_CHANGE_FEATURE_ONCE_PARSING: cannot change setting once parsing has begun
UNBOUND_PREFIX: unbound prefix
UNDECLARING_PREFIX: must not undeclare prefix
INCOMPLETE_PE: incomplete markup in parameter entity
XML_DECL: XML declaration not well-formed
TEXT_DECL: text declaration not well-formed
PUBLICID: illegal character(s) in public id
SUSPENDED: parser suspended
NOT_SUSPENDED: parser not suspended
ABORTED: parsing aborted
FINISHED: parsing finished
SUSPEND_PE: cannot suspend in external parameter entity
RESERVED_PREFIX_XML: reserved prefix (xml) must not be undeclared or bound to \
another namespace name
RESERVED_PREFIX_XMLNS: reserved prefix (xmlns) must not be declared or \
undeclared
RESERVED_NAMESPACE_URI: prefix must not be bound to one of the reserved \
namespace names
INVALID_ARGUMENT: invalid argument
NO_BUFFER: a successful prior call to function XML_GetBuffer was required
AMPLIFICATION_LIMIT_BREACH: limit on input amplification factor (from DTD and \
entities) breached
'''
names = {}      # 'XML_ERROR_...': words
codes = {}      # words: number
messages = {}   # number: words
for _number, _line in enumerate(_ERRORS.strip().splitlines(), 1):
    _name, _, _words = _line.partition(': ')
    names['XML_ERROR_' + _name] = messages[_number] = _words
    codes[_words] = _number

SPACE = ' \t\r\n'
NAME = r'(?:[^\W\d]|:)[\w.:\-\xb7]*'
_S = '[ \t\r\n]'
_BAD = '\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff'
_VALUE = f'"[^<"{_BAD}]*"|\'[^<\'{_BAD}]*\''
_LITERAL = r'"[^"]*"|\'[^\']*\''

name = _re.compile(NAME)
spaces = _re.compile(f'{_S}+')
text = _re.compile(f'(?:[^<&\\]\r\n{_BAD}]|\\](?!\\]>))+')
cdata = _re.compile(f'(?:[^\\]\r\n{_BAD}]|\\](?!\\]>))+')
bad = _re.compile(f'[{_BAD}]')
start_tag = _re.compile(
    f'<({NAME})((?:{_S}+{NAME}{_S}*={_S}*(?:{_VALUE}))*){_S}*(/?)>')
attribute = _re.compile(f'{_S}+({NAME}){_S}*={_S}*({_VALUE})')
# As much of a start tag as there is, when it is not all there.
tag_so_far = _re.compile(f'</?(?:[^<>"\'{_BAD}]|{_VALUE})*')
end_tag = _re.compile(f'</({NAME}){_S}*>')
reference = _re.compile(f'&(?:#([0-9]+)|#x([0-9a-fA-F]+)|({NAME}));')
reference_so_far = _re.compile(f'&(?:#(?:x[0-9a-fA-F]*|[0-9]*)|{NAME})?')
instruction = _re.compile(f'<\\?({NAME})(?:{_S}+((?s:.*?)))?\\?>')
parameter = _re.compile(f'%({NAME});')
xml_decl = _re.compile(
    f'<\\?xml(?:{_S}+version{_S}*={_S}*(["\'])([\\w.:-]+)\\1)?'
    f'(?:{_S}+encoding{_S}*={_S}*(["\'])([A-Za-z][\\w.-]*)\\3)?'
    f'(?:{_S}+standalone{_S}*={_S}*(["\'])(yes|no)\\5)?{_S}*\\?>')
doctype = _re.compile(
    f'<!DOCTYPE{_S}+({NAME})'
    f'(?:{_S}+(?:SYSTEM{_S}+({_LITERAL})'
    f'|PUBLIC{_S}+({_LITERAL}){_S}+({_LITERAL})))?{_S}*([\\[>])')
declaration = _re.compile(f'<!(?:[^"\'<>]|{_LITERAL})*>')
declaration_start = _re.compile('<!(ELEMENT|ATTLIST|ENTITY|NOTATION)' + _S)
# What a declaration is made of, and what the default handler gets of it.
word = _re.compile(f'{_LITERAL}|#?{NAME}|[\\w.\\-:]+|[()|,?*+%]')
piece = _re.compile(f'<!{NAME}|{_S}+|{_LITERAL}|[#%]?{NAME};?|(?s:.)')
public_id = _re.compile(r"[ \r\na-zA-Z0-9'()+,./:=?;!*#@$_%-]*\Z")


def is_char(number):
    """May a character reference name it?"""
    return number in (9, 10, 13) or 32 <= number < 0xd800 or \
        0xe000 <= number < 0xfffe or 0x10000 <= number < 0x110000

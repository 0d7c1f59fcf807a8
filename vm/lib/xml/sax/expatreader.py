# SPDX-License-Identifier: MIT
# The reader over pyexpat: what expat finds, told to the handlers of SAX.
#
# Invariant: _parser is the parser of the innermost entity; those outside it
# wait in _outer with their sources.  After close() _parser only says where it
# has been.

import weakref

from xml.parsers import expat
from xml.sax import handler, saxutils, xmlreader
from xml.sax._exceptions import (SAXNotRecognizedException,
                                 SAXNotSupportedException, SAXParseException)
from xml.sax.xmlreader import AttributesImpl, AttributesNSImpl

version = '0.20'

# Features that expat does not have: they are off, and stay off.
_NEVER = (handler.feature_namespace_prefixes, handler.feature_external_pes,
          handler.feature_validation)

# expat's handlers, and our methods; those of elements depend on namespaces.
_DECLARATIONS = {
    'StartNamespaceDecl': 'start_namespace_decl',
    'EndNamespaceDecl': 'end_namespace_decl',
    'NotationDecl': 'notation_decl',
    'UnparsedEntityDecl': 'unparsed_entity_decl',
    'ExternalEntityRef': 'external_entity_ref',
    'SkippedEntity': 'skipped_entity_handler'}
_ELEMENTS = {'StartElement': 'start_element', 'EndElement': 'end_element'}
# expat's handlers, and methods of a lexical handler.
_LEXICAL = {'Comment': 'comment', 'StartCdataSection': 'startCDATA',
            'EndCdataSection': 'endCDATA', 'EndDoctypeDecl': 'endDTD'}


def _unknown(what, name):
    return SAXNotRecognizedException(f"{what} '{name}' not recognized")


def _hear(parser, owner, methods, ending=''):
    for event, method in methods.items():
        setattr(parser, event + 'Handler',
                getattr(owner, method + ending, None))


class ExpatLocator(xmlreader.Locator):
    """Where a reader is, as long as there is that reader."""

    def __init__(self, reader):
        self._reader = weakref.ref(reader)

    def _place(self, name, when_gone=None):
        reader = self._reader()
        return when_gone if reader is None else \
            getattr(reader._parser, name, 1)

    def _source(self):
        reader = self._reader()
        return None if reader is None else reader._source

    def getColumnNumber(self):
        return self._place('ErrorColumnNumber')

    def getLineNumber(self):
        return self._place('ErrorLineNumber', 1)

    def getPublicId(self):
        source = self._source()
        return source and source.getPublicId()

    def getSystemId(self):
        source = self._source()
        return source and source.getSystemId()


class _Past:
    """What is left of a parser: where it was."""

    def __init__(self, parser):
        self.ErrorLineNumber = parser.ErrorLineNumber
        self.ErrorColumnNumber = parser.ErrorColumnNumber


class ExpatParser(xmlreader.IncrementalParser, xmlreader.Locator):
    """A reader that can be fed."""

    _parser = _lexical = _interned = None
    _parsing = False
    _opens_entities = 0

    def __init__(self, namespaceHandling=0, bufsize=2 ** 16 - 20):
        super().__init__(bufsize)
        self._spaces, self._outer = namespaceHandling, []
        self._source = xmlreader.InputSource()

    # ---- reading ----

    def parse(self, source):
        self._source = saxutils.prepare_input_source(source)
        try:
            self.reset()
            locator = ExpatLocator(self)
            self._cont_handler.setDocumentLocator(locator)
            super().parse(self._source)
        finally:
            for stream in (self._source.getCharacterStream(),
                           self._source.getByteStream()):
                if stream is not None:
                    stream.close()

    def prepareParser(self, source):
        base = source.getSystemId()
        if base is not None:
            self._parser.SetBase(base)

    def reset(self):
        """A new parser, which calls the methods below."""
        ending, separator = ('_ns', ' ') if self._spaces else ('', None)
        self._parsing, self._outer = False, []
        self._parser = parser = expat.ParserCreate(
            self._source.getEncoding(), separator, intern=self._interned)
        parser.namespace_prefixes = bool(separator)
        parser.SetParamEntityParsing(
            expat.XML_PARAM_ENTITY_PARSING_UNLESS_STANDALONE)
        _hear(parser, self, _DECLARATIONS)
        _hear(parser, self, _ELEMENTS, ending)
        self._hear_content()

    def _hear_content(self):
        _hear(self._parser, self._lexical, _LEXICAL)
        _hear(self._parser, self if self._lexical else None,
              {'StartDoctypeDecl': 'start_doctype_decl'})
        # These come often, so expat calls them itself.
        _hear(self._parser, self._cont_handler,
              {'CharacterData': 'characters',
               'ProcessingInstruction': 'processingInstruction'})

    def feed(self, data, isFinal=0):
        if not self._parsing:
            self.reset()
            self._parsing = True
            self._cont_handler.startDocument()
        try:
            self._parser.Parse(data, isFinal)
        except expat.error as error:
            message = expat.ErrorString(error.code)
            self._err_handler.fatalError(
                SAXParseException(message, error, self))

    def close(self):
        if self._outer or isinstance(self._parser, (_Past, type(None))):
            return
        try:
            self.feed(b'', isFinal=1)
            self._cont_handler.endDocument()
        finally:
            self._parsing = False
            self._parser = self._parser and _Past(self._parser)

    def setContentHandler(self, handler):
        super().setContentHandler(handler)
        self._changed()

    def _changed(self):
        if self._parsing:
            self._hear_content()

    # ---- settings ----

    def getFeature(self, name):
        values = {handler.feature_namespaces: self._spaces,
                  handler.feature_external_ges: self._opens_entities,
                  handler.feature_string_interning:
                      self._interned is not None,
                  **dict.fromkeys(_NEVER, 0)}
        if name not in values:
            raise _unknown('Feature', name)
        return values[name]

    def setFeature(self, name, state):
        if self._parsing:
            raise SAXNotSupportedException('Cannot set features while '
                                           'parsing')
        if name in _NEVER:
            if state:
                raise SAXNotSupportedException(
                    f'expat does not support {name}')
        elif name == handler.feature_string_interning:
            self._interned = (self._interned or {}) if state else None
        elif name == handler.feature_namespaces:
            self._spaces = state
        elif name == handler.feature_external_ges:
            self._opens_entities = state
        else:
            raise _unknown('Feature', name)

    def getProperty(self, name):
        if name == handler.property_xml_string:
            ask = getattr(self._parser, 'GetInputContext', None)
            if ask is None:
                raise SAXNotSupportedException('This version of expat does '
                                               'not support getting the XML '
                                               'string')
            return ask()
        if name == handler.property_interning_dict:
            return self._interned
        if name == handler.property_lexical_handler:
            return self._lexical
        raise _unknown('Property', name)

    def setProperty(self, name, value):
        if name == handler.property_xml_string:
            raise SAXNotSupportedException(f"Property '{name}' cannot be set")
        if name == handler.property_interning_dict:
            self._interned = value
        elif name == handler.property_lexical_handler:
            self._lexical = value
            self._changed()
        else:
            raise _unknown('Property', name)

    # ---- where it is ----

    def getLineNumber(self):
        return getattr(self._parser, 'ErrorLineNumber', 1)

    def getColumnNumber(self):
        return getattr(self._parser, 'ErrorColumnNumber', None)

    def getSystemId(self):
        return self._source.getSystemId()

    def getPublicId(self):
        return self._source.getPublicId()

    # ---- elements ----

    def start_element(self, name, attrs):
        content = self._cont_handler
        content.startElement(name, AttributesImpl(attrs))

    def end_element(self, name):
        content = self._cont_handler
        content.endElement(name)

    def start_element_ns(self, name, attrs):
        names = {key: _expanded(key) for key in attrs}
        known = AttributesNSImpl(
            {names[key][0]: value for key, value in attrs.items()},
            dict(names.values()))
        content = self._cont_handler
        content.startElementNS(_expanded(name)[0], None, known)

    def end_element_ns(self, name):
        content = self._cont_handler
        content.endElementNS(_expanded(name)[0], None)

    # ---- declarations ----

    def start_namespace_decl(self, prefix, uri):
        content = self._cont_handler
        content.startPrefixMapping(prefix, uri)

    def end_namespace_decl(self, prefix):
        content = self._cont_handler
        content.endPrefixMapping(prefix)

    def start_doctype_decl(self, name, sysid, pubid, has_internal_subset):
        self._lexical.startDTD(name, pubid, sysid)

    def notation_decl(self, name, base, sysid, pubid):
        told = self._dtd_handler
        told.notationDecl(name, pubid, sysid)

    def unparsed_entity_decl(self, name, base, sysid, pubid, notation_name):
        told = self._dtd_handler
        told.unparsedEntityDecl(name, pubid, sysid, notation_name)

    # ---- entities ----

    def skipped_entity_handler(self, name, is_pe):
        self._cont_handler.skippedEntity(f'%{name}' if is_pe else name)

    def external_entity_ref(self, context, base, sysid, pubid):
        """Read it in place of the reference; 0: that failed."""
        if self._opens_entities:
            found = self._ent_handler.resolveEntity(pubid, sysid)
            inner = saxutils.prepare_input_source(
                found, self._source.getSystemId() or '')
            self._outer.append((self._source, self._parser))
            self._source, self._parser = \
                inner, self._parser.ExternalEntityParserCreate(context)
            try:
                super().parse(inner)
            except Exception:
                return 0
            self._source, self._parser = self._outer.pop()
        return 1


def _expanded(text):
    """((uri, local name), name as written) of expat's `uri local prefix`."""
    uri, *names = text.split()
    if not names:
        return (None, text), text
    local, *prefix = names
    return (uri, local), ':'.join((*prefix, local))


def create_parser(*args, **kwargs):
    return ExpatParser(*args, **kwargs)

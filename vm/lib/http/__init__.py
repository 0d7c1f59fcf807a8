# SPDX-License-Identifier: MIT
# The status codes and methods of HTTP.

import sys
from enum import Enum, IntEnum

__all__ = ['HTTPStatus', 'HTTPMethod']

# A code a line: number, name, and what it means in a sentence. The phrase of
# the status line is made of the name.
_TABLE = """
100 CONTINUE: Request received, please continue
101 SWITCHING_PROTOCOLS: Switching to new protocol; obey Upgrade header
102 PROCESSING
103 EARLY_HINTS
200 OK: Request fulfilled, document follows
201 CREATED: Document created, URL follows
202 ACCEPTED: Request accepted, processing continues off-line
203 NON_AUTHORITATIVE_INFORMATION: Request fulfilled from cache
204 NO_CONTENT: Request fulfilled, nothing follows
205 RESET_CONTENT: Clear input form for further input
206 PARTIAL_CONTENT: Partial content follows
207 MULTI_STATUS
208 ALREADY_REPORTED
226 IM_USED
300 MULTIPLE_CHOICES: Object has several resources -- see URI list
301 MOVED_PERMANENTLY: Object moved permanently -- see URI list
302 FOUND: Object moved temporarily -- see URI list
303 SEE_OTHER: Object moved -- see Method and URL list
304 NOT_MODIFIED: Document has not changed since given time
305 USE_PROXY: You must use proxy specified in Location to access this
    resource
307 TEMPORARY_REDIRECT: Object moved temporarily -- see URI list
308 PERMANENT_REDIRECT: Object moved permanently -- see URI list
400 BAD_REQUEST: Bad request syntax or unsupported method
401 UNAUTHORIZED: No permission -- see authorization schemes
402 PAYMENT_REQUIRED: No payment -- see charging schemes
403 FORBIDDEN: Request forbidden -- authorization will not help
404 NOT_FOUND: Nothing matches the given URI
405 METHOD_NOT_ALLOWED: Specified method is invalid for this resource
406 NOT_ACCEPTABLE: URI not available in preferred format
407 PROXY_AUTHENTICATION_REQUIRED: You must authenticate with this proxy
    before proceeding
408 REQUEST_TIMEOUT: Request timed out; try again later
409 CONFLICT: Request conflict
410 GONE: URI no longer exists and has been permanently removed
411 LENGTH_REQUIRED: Client must specify Content-Length
412 PRECONDITION_FAILED: Precondition in headers is false
413 REQUEST_ENTITY_TOO_LARGE: Entity is too large
414 REQUEST_URI_TOO_LONG: URI is too long
415 UNSUPPORTED_MEDIA_TYPE: Entity body in unsupported format
416 REQUESTED_RANGE_NOT_SATISFIABLE: Cannot satisfy request range
417 EXPECTATION_FAILED: Expect condition could not be satisfied
418 IM_A_TEAPOT: Server refuses to brew coffee because it is a teapot.
421 MISDIRECTED_REQUEST: Server is not able to produce a response
422 UNPROCESSABLE_ENTITY
423 LOCKED
424 FAILED_DEPENDENCY
425 TOO_EARLY
426 UPGRADE_REQUIRED
428 PRECONDITION_REQUIRED: The origin server requires the request to be
    conditional
429 TOO_MANY_REQUESTS: The user has sent too many requests in a given amount
    of time ("rate limiting")
431 REQUEST_HEADER_FIELDS_TOO_LARGE: The server is unwilling to process the
    request because its header fields are too large
451 UNAVAILABLE_FOR_LEGAL_REASONS: The server is denying access to the
    resource as a consequence of a legal demand
500 INTERNAL_SERVER_ERROR: Server got itself in trouble
501 NOT_IMPLEMENTED: Server does not support this operation
502 BAD_GATEWAY: Invalid responses from another server/proxy
503 SERVICE_UNAVAILABLE: The server cannot process the request due to a high
    load
504 GATEWAY_TIMEOUT: The gateway server did not receive a timely response
505 HTTP_VERSION_NOT_SUPPORTED: Cannot fulfill request
506 VARIANT_ALSO_NEGOTIATES
507 INSUFFICIENT_STORAGE
508 LOOP_DETECTED
510 NOT_EXTENDED
511 NETWORK_AUTHENTICATION_REQUIRED: The client needs to authenticate to gain
    network access
"""

# The phrases that no rule makes.
_PHRASES = {203: 'Non-Authoritative Information', 207: 'Multi-Status',
            414: 'Request-URI Too Long', 418: "I'm a Teapot"}
_ACRONYMS = 'OK', 'IM', 'HTTP'
_SINCE_3_9 = 103, 418, 425


class _Status(IntEnum):
    def __new__(cls, value, phrase, description=''):
        member = int.__new__(cls, value)
        member._value_ = value
        member.phrase, member.description = phrase, description
        return member

    def _in_hundred(first):
        return property(lambda self: self // 100 == first)

    is_informational = _in_hundred(1)
    is_success = _in_hundred(2)
    is_redirection = _in_hundred(3)
    is_client_error = _in_hundred(4)
    is_server_error = _in_hundred(5)
    del _in_hundred


def _phrase(name):
    return ' '.join(word if word in _ACRONYMS else word.capitalize()
                    for word in name.split('_'))


def _members():
    for row in _TABLE.replace('\n    ', ' ').split('\n')[1:-1]:
        title, _, description = row.partition(': ')
        number, name = title.split()
        code = int(number)
        if code not in _SINCE_3_9 or sys.version_info >= (3, 9):
            yield name, (code, _PHRASES.get(code) or _phrase(name),
                         description)


HTTPStatus = _Status('HTTPStatus', list(_members()), module=__name__)
HTTPStatus.__doc__ = 'A status code with its phrase and description.'


class _Method(str, Enum):
    def __str__(self):
        return self.value


HTTPMethod = _Method(
    'HTTPMethod', [(name, name) for name in
                   'CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE'
                   .split()], module=__name__)

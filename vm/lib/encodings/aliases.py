# SPDX-License-Identifier: MIT
# Other names of encodings.

aliases = {
    '646': 'ascii', 'ansi_x3.4_1968': 'ascii', 'us': 'ascii',
    'us_ascii': 'ascii', 'cp819': 'latin_1', 'iso8859': 'latin_1',
    'iso8859_1': 'latin_1', 'iso_8859_1': 'latin_1', 'l1': 'latin_1',
    'latin': 'latin_1', 'latin1': 'latin_1', 'iso_8859_15': 'iso8859_15',
    'latin_9': 'iso8859_15', 'l9': 'iso8859_15', '1252': 'cp1252',
    'windows_1252': 'cp1252', 'u8': 'utf_8', 'utf': 'utf_8', 'utf8': 'utf_8',
    'u16': 'utf_16', 'utf16': 'utf_16', 'u32': 'utf_32', 'utf32': 'utf_32',
    'rot13': 'rot_13', 'hex': 'hex_codec', 'base64': 'base64_codec',
    'zip': 'zlib_codec', 'zlib': 'zlib_codec',
}

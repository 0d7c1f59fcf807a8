# SPDX-License-Identifier: MIT

from email import encoders
from email.mime.nonmultipart import MIMENonMultipart

__all__ = ['MIMEImage']

# How pictures begin.
_MARKS = ((b'\x89PNG\r\n\x1a\n', 'png'), (b'GIF87a', 'gif'),
          (b'GIF89a', 'gif'), (b'\xff\xd8', 'jpeg'), (b'BM', 'bmp'),
          (b'MM', 'tiff'), (b'II', 'tiff'), (b'\x01\xda', 'rgb'),
          (b'#define ', 'xbm'))


def _kind(data):
    if data[:4] == b'RIFF' and data[8:12] == b'WEBP':
        return 'webp'
    for mark, kind in _MARKS:
        if data.startswith(mark):
            return kind
    return None


class MIMEImage(MIMENonMultipart):
    """A picture."""

    def __init__(self, _imagedata, _subtype=None,
                 _encoder=encoders.encode_base64, *, policy=None, **_params):
        if _subtype is None:
            _subtype = _kind(_imagedata)
            if _subtype is None:
                raise TypeError('Could not guess image MIME subtype')
        super().__init__('image', _subtype, policy=policy, **_params)
        self.set_payload(_imagedata)
        _encoder(self)

# SPDX-License-Identifier: MIT
# Limits, flags and the error of regular expressions, under the name of the
# module where CPython up to 3.12 has them.

from re import MAGIC, MAXGROUPS, MAXREPEAT, RegexFlag, error

for _flag in 'TEMPLATE IGNORECASE LOCALE MULTILINE DOTALL UNICODE VERBOSE ' \
             'DEBUG ASCII'.split():
    globals()['SRE_FLAG_' + _flag] = int(RegexFlag[_flag])
del _flag

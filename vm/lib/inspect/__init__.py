# SPDX-License-Identifier: MIT
# Looking at live objects: what they are, where they come from, how they are
# called, and what runs.

from inspect._kinds import *
from inspect._members import *
from inspect._source import *
from inspect._signature import *
from inspect._calls import *
from inspect._frames import *
from inspect._signature import (_empty, _ParameterKind,
                                _signature_from_callable)

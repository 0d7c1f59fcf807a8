# SPDX-License-Identifier: MIT
# The older name of the same module; gone in 3.9.

from xml.etree.ElementTree import *

# SPDX-License-Identifier: MIT
# Where asyncio reports what nobody else hears of.

import logging

logger = logging.getLogger(__package__)

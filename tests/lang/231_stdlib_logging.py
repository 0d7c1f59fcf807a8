# SPDX-License-Identifier: MIT
# cpython: 3.8-3.10
# logging to stdout with a format.
import logging
import sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO,
    format="%(levelname)s:%(name)s:%(threadName)s:%(message)s")
logging.debug("hidden")
logging.info("shown %d %s", 5, "args")
log = logging.getLogger("app.part")
log.warning("careful")
log.setLevel(logging.ERROR)
log.warning("not shown")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")


class Upper(logging.Filter):
    def filter(self, record):
        return record.getMessage().isupper()


handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[%(levelname)-8s] %(message)s"))
handler.addFilter(Upper())
other = logging.getLogger("other")
other.propagate = False
other.addHandler(handler)
other.critical("LOUD")
other.critical("quiet")
print(log.isEnabledFor(logging.INFO), log.parent.name,
    logging.getLevelName(30), logging.getLogger("app.part") is log)

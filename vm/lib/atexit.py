# SPDX-License-Identifier: MIT
# atexit: the list and the calls are the prelude's, which ends the program.
from _prelude import prelude_value

register = prelude_value('atexit_register')
unregister = prelude_value('atexit_unregister')
_clear = prelude_value('atexit_clear')
_ncallbacks = prelude_value('atexit_count')
_run_exitfuncs = prelude_value('atexit_run')
del prelude_value

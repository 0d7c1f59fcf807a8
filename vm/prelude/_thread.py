# SPDX-License-Identifier: MIT
# The bottom frame of a thread that _thread.start_new_thread began itself.


def _thread_guard(function, args, kwargs):
    try:
        if kwargs is None:
            function(*args)
        else:
            function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        unraisable(error, function, _thread_ignored)
    del function, args, kwargs  # nothing outlives the thread

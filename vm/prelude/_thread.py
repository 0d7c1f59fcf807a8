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
        import sys
        print('Exception ignored in thread started by:', repr(function),
              file=sys.stderr)
        sys.__excepthook__(type(error), error,
                           error.__traceback__.tb_next or error.__traceback__)

# SPDX-License-Identifier: MIT
# library: threading
# Exceptions that leave a thread's run(), and the hook that gets them.
import io
import sys
import threading


def fail():
    raise ValueError('from the thread')


def run(target):
    thread = threading.Thread(target=target, name='worker')
    thread.start()
    thread.join()


kept, sys.stderr = sys.stderr, io.StringIO()
run(fail)
run(sys.exit)
text, sys.stderr = sys.stderr.getvalue(), kept
lines = text.splitlines()
print(lines[0], lines[1], lines[-1], sep='\n')
print(any('in fail' in line for line in lines))

usual = threading.excepthook


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name,
          args.exc_traceback is not None, len(args))


threading.excepthook = hook
run(fail)
run(sys.exit)


def broken(args):
    raise RuntimeError('the hook too')


threading.excepthook = broken
sys.excepthook = lambda kind, value, trace: print('sys:', kind.__name__,
                                                  value)
sys.stderr = io.StringIO()
run(fail)
text, sys.stderr = sys.stderr.getvalue(), kept
print(text.strip())
threading.excepthook = usual

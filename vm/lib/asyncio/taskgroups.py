# SPDX-License-Identifier: MIT
# TaskGroup: tasks that end with the block they were made in (3.11).

from _exception_groups import BaseExceptionGroup

from . import events, exceptions, tasks

__all__ = ['TaskGroup']

# These leave the block as they are, in no group.
_FATAL = (SystemExit, KeyboardInterrupt)

# How far a group is.
_NEW, _OPEN, _LEAVING = range(3)


class TaskGroup:
    """`async with` it: create_task() in it; when one fails the others are
    cancelled, and the block raises an ExceptionGroup."""

    def __init__(self):
        self._stage = _NEW
        self._loop = self._owner = None
        self._running = {}          # the tasks, in order; no values
        self._failures = []
        self._fatal = None          # the first of _FATAL
        self._stopping = False      # all have been cancelled
        self._woke_owner = False    # by cancelling it
        self._drained = None        # a future, while the owner waits

    def __repr__(self):
        words = ['%s=%d' % (what, len(those)) for what, those in (
            ('tasks', self._running), ('errors', self._failures)) if those]
        if self._stopping:
            words.append('cancelling')
        elif self._stage != _NEW:
            words.append('entered')
        return '<%s>' % ' '.join(['TaskGroup'] + words)

    def _misused(self, how):
        return RuntimeError(f'TaskGroup {self!r} {how}')

    # -- the block

    async def __aenter__(self):
        if self._stage != _NEW:
            raise self._misused('has already been entered')
        loop = events.get_running_loop()
        owner = tasks.current_task(loop)
        if owner is None:
            raise self._misused('cannot determine the parent task')
        self._loop, self._owner, self._stage = loop, owner, _OPEN
        return self

    async def __aexit__(self, kind, error, trace):
        self._stage = _LEAVING
        cancelled = alone = None
        if isinstance(error, exceptions.CancelledError):
            cancelled, error = error, None
        if error is not None or cancelled is not None:
            self._note_fatal(error)
            self._stop()
        while self._running:
            cancelled = await self._drain() or cancelled
        if self._woke_owner and self._owner.uncancel() == 0:
            cancelled = None        # it was ours
        try:
            alone = self._fatal
            if alone is None and not self._failures:
                alone = cancelled
            if alone is not None:
                raise alone
            if error is not None:
                self._failures.append(error)
            if self._failures:
                self._renew_cancellation()
                raise BaseExceptionGroup('unhandled errors in a TaskGroup',
                                         self._failures) from None
        finally:
            # What is raised has this frame in its traceback: no cycles.
            error = trace = cancelled = alone = None
            self._owner = self._fatal = None
            self._failures = []

    async def _drain(self):
        """Waits until no task is left; gives the CancelledError that first
        interrupted this, if any."""
        self._drained = self._loop.create_future()
        try:
            await self._drained
        except exceptions.CancelledError as interruption:
            if self._stopping:
                return None
            self._stop()
            return interruption
        finally:
            self._drained = None

    def _renew_cancellation(self):
        """Someone else's cancel() is hidden by the group that is raised; the
        owner's next await shall meet it."""
        if self._owner.cancelling():
            self._owner.uncancel()
            self._owner.cancel()

    # -- the tasks

    def create_task(self, coro, *, name=None, context=None):
        """A task that the block waits for."""
        refusal = self._refusal()
        if refusal is not None:
            coro.close()
            raise self._misused(refusal)
        task = self._loop.create_task(coro, name=name, context=context)
        if task.done():
            self._ended(task)
        else:
            self._running[task] = None
            task.add_done_callback(self._ended)
        return task

    def _refusal(self):
        if self._stage == _NEW:
            return 'has not been entered'
        if self._stage == _LEAVING and not self._running:
            return 'is finished'
        return 'is shutting down' if self._stopping else None

    def _note_fatal(self, error):
        if self._fatal is None and isinstance(error, _FATAL):
            self._fatal = error

    def _stop(self):
        if self._stopping:
            return
        self._stopping = True
        for task in list(self._running):
            if not task.done():
                task.cancel()

    def _ended(self, task):
        self._running.pop(task, None)
        waiting = self._drained
        if not self._running and waiting is not None and not waiting.done():
            waiting.set_result(None)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            self._failed(task, error)

    def _failed(self, task, error):
        self._failures.append(error)
        self._note_fatal(error)
        if self._owner.done():
            self._loop.call_exception_handler({
                'message': f'{task!r} of a TaskGroup failed after the end of '
                           f'{self._owner!r}, which should have awaited it',
                'exception': error, 'task': task})
        elif not self._stopping:
            self._stop()
            # The owner may be inside the block, waiting for something else.
            self._woke_owner = True
            self._owner.cancel()

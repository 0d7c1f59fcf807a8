# SPDX-License-Identifier: MIT
# TaskGroup: tasks that end with the block they were made in (3.11).

from _exception_groups import BaseExceptionGroup

from . import events, exceptions, tasks

__all__ = ['TaskGroup']


class TaskGroup:
    """`async with` it: create_task() in it; when one fails the others are
    cancelled, and the block raises an ExceptionGroup."""

    def __init__(self):
        self._entered = False
        self._exiting = False
        self._aborting = False
        self._loop = None
        self._parent_task = None
        self._parent_cancel_requested = False
        self._tasks = []
        self._errors = []
        self._base_error = None
        self._on_completed_fut = None

    def __repr__(self):
        info = ['']
        if self._tasks:
            info.append(f'tasks={len(self._tasks)}')
        if self._errors:
            info.append(f'errors={len(self._errors)}')
        if self._aborting:
            info.append('cancelling')
        elif self._entered:
            info.append('entered')
        return f"<TaskGroup{' '.join(info)}>"

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError(f'TaskGroup {self!r} has already been entered')
        self._loop = events.get_running_loop()
        self._parent_task = tasks.current_task(self._loop)
        if self._parent_task is None:
            raise RuntimeError(f'TaskGroup {self!r} cannot determine the '
                               'parent task')
        self._entered = True
        return self

    async def __aexit__(self, exc_type, exc, tb):
        self._exiting = True
        if exc is not None and self._is_base_error(exc) and \
                self._base_error is None:
            self._base_error = exc
        cancelled = exc if exc_type is not None and \
            issubclass(exc_type, exceptions.CancelledError) else None
        if exc_type is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._on_completed_fut = self._loop.create_future()
            try:
                await self._on_completed_fut
            except exceptions.CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._on_completed_fut = None
        if self._parent_cancel_requested and \
                self._parent_task.uncancel() == 0:
            cancelled = None        # it was ours
        try:
            if self._base_error is not None:
                raise self._base_error
            if cancelled is not None and not self._errors:
                raise cancelled
            if exc is not None and exc_type is not None and \
                    not issubclass(exc_type, exceptions.CancelledError):
                self._errors.append(exc)
            if self._errors:
                if self._parent_task.cancelling():
                    self._parent_task.uncancel()
                    self._parent_task.cancel()
                raise BaseExceptionGroup('unhandled errors in a TaskGroup',
                                         self._errors) from None
        finally:
            cancelled = exc = None
            self._parent_task = self._base_error = None
            self._errors = []

    def create_task(self, coro, *, name=None, context=None):
        """A task that the block waits for."""
        if not self._entered:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} has not been entered')
        if self._exiting and not self._tasks:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} is finished')
        if self._aborting:
            coro.close()
            raise RuntimeError(f'TaskGroup {self!r} is shutting down')
        task = self._loop.create_task(coro, name=name, context=context)
        if task.done():
            self._on_task_done(task)
        else:
            self._tasks.append(task)
            task.add_done_callback(self._on_task_done)
        return task

    def _is_base_error(self, error):
        return isinstance(error, (SystemExit, KeyboardInterrupt))

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_task_done(self, task):
        if task in self._tasks:
            self._tasks.remove(task)
        if self._on_completed_fut is not None and not self._tasks and \
                not self._on_completed_fut.done():
            self._on_completed_fut.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if self._is_base_error(error) and self._base_error is None:
            self._base_error = error
        if self._parent_task.done():
            self._loop.call_exception_handler({
                'message': f'Task {task!r} has errored out but its parent '
                           f'task {self._parent_task} is already completed',
                'exception': error, 'task': task})
            return
        if not self._aborting and not self._parent_cancel_requested:
            # The parent may be waiting inside the block.
            self._abort()
            self._parent_cancel_requested = True
            self._parent_task.cancel()

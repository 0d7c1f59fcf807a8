# SPDX-License-Identifier: MIT
# One statement typed at a prompt, run by the main thread.


def run_statement(program, namespace):
    """-1, or 256 + the exit status when the statement leaves the prompt."""
    try:
        if isinstance(program, BaseException):
            raise program
        _import.run(program, namespace)
    except SystemExit as error:
        run_flush('stdout')
        return 256 + _exit_status(error)
    except BaseException as error:
        run_report(error)
    run_flush('stdout')
    return -1


def run_farewell():
    """The prompt is left: what a program's end does."""
    return run_exit(0)

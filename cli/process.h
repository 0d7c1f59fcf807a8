/* SPDX-License-Identifier: MIT */
/*
 * Other processes, for programs that start some: vm/process.h on this system.
 *
 * Children are known to the program by 1001, 1002 ... in the order of their
 * start; the real numbers would differ from run to run. One object lives as
 * long as the session, outside the world.
 */
#ifndef GILSCOPE_CLI_PROCESS_H
#define GILSCOPE_CLI_PROCESS_H

#include "vm/host.h"

/* False: no memory. */
MUST_CHECK bool process_connect(Host *host);
/* Children that still run are left alone, as CPython leaves them. */
void process_disconnect(Host *host);

#endif

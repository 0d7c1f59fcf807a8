/* SPDX-License-Identifier: MIT */
/* The program's files: the host's disk. */
#ifndef GILSCOPE_CLI_DISK_H
#define GILSCOPE_CLI_DISK_H

#include "vm/host.h"

/* Fill in the host's file functions. `writable` false: what the program
 * writes stays in its world. The working folder is malloc'ed and the
 * caller's to free. */
void disk_connect(Host *host, bool writable);

#endif

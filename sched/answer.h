/* SPDX-License-Identifier: MIT */
/* What the VM asks of its host, answered in virtual time. */
#ifndef GILSCOPE_SCHED_ANSWER_H
#define GILSCOPE_SCHED_ANSWER_H

#include "sched/simulate.h"

/* Fills sim->host by sim->options. */
void answer_all(Simulation *sim);
/* A signal of the terminal has come: the program is given it. */
bool answer_interrupted(World *w);
/* For Host.access, while somebody listens. */
void answer_access(World *w, AccessKind kind, Value object, Value key);

#endif

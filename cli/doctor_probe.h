/* SPDX-License-Identifier: MIT */
/* Which of a doctor's modules and names gilscope has. */
#ifndef GILSCOPE_CLI_DOCTOR_PROBE_H
#define GILSCOPE_CLI_DOCTOR_PROBE_H

#include "cli/doctor.h"
#include "cli/options.h"

/* Fills in `where` of every import that is not local. 0, or a status. */
int doctor_probe(Doctor *doctor, const Options *options)
    __attribute__((warn_unused_result));

#endif

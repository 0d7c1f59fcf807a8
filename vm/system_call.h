/* SPDX-License-Identifier: MIT */
/*
 * A system call that a thread wants made while it does not hold the GIL.
 *
 * Only under a host with a kernel (--real). The record belongs to the running
 * OS thread and lies outside the arena: bytes are copied in before the GIL is
 * dropped and out after it was taken again, so the call pins nothing.
 */
#ifndef GILSCOPE_VM_SYSTEM_CALL_H
#define GILSCOPE_VM_SYSTEM_CALL_H

#include <stddef.h>
#include <stdint.h>

/* The order is that of the constants in vm/prelude/io_kernel.py. */
typedef enum {
    SYSTEM_NONE,
    SYSTEM_READ,     /* descriptor, size; gives bytes */
    SYSTEM_WRITE,    /* descriptor; bytes: as many as the result says */
    SYSTEM_OUTPUT,   /* the same, all of them, in the order of the threads that
                        asked: standard output and error */
    SYSTEM_OPEN,     /* flags, mode; bytes: the path */
    SYSTEM_CLOSE,    /* descriptor */
    SYSTEM_SEEK,     /* descriptor, offset, whence */
    SYSTEM_TRUNCATE, /* descriptor, size */
    SYSTEM_STATUS,   /* descriptor, 0-4: st_mode, st_nlink, st_ino, st_size,
                        st_mtim in ns; 5: is it a terminal? */
    SYSTEM_DUP,      /* descriptor, the new one or -1 */
    SYSTEM_PIPE,     /* gives two int32 */
    SYSTEM_POLL,     /* bytes: struct pollfd each; gives them back filled in */
    SYSTEM_SOCKET,   /* family, type, protocol */
    SYSTEM_PAIR,     /* the same; gives two int32 */
    SYSTEM_BIND,     /* descriptor; bytes: a sockaddr */
    SYSTEM_LISTEN,   /* descriptor, backlog */
    SYSTEM_ACCEPT,   /* descriptor; gives the sockaddr of the other end */
    SYSTEM_CONNECT,  /* descriptor; bytes: a sockaddr */
    SYSTEM_SEND,     /* descriptor, flags, size of the data; bytes: the data,
                        then a sockaddr or nothing */
    SYSTEM_RECEIVE,  /* descriptor, flags, size; gives the data, as long as the
                        result says, then the sender's sockaddr */
    SYSTEM_SHUTDOWN, /* descriptor, how */
    SYSTEM_NAME,     /* descriptor, 0: its own, 1: the peer's; a sockaddr */
    SYSTEM_GET_OPTION, /* descriptor, level, option; gives its bytes */
    SYSTEM_SET_OPTION, /* descriptor, level, option; bytes */
    SYSTEM_RESOLVE, /* family or 0; bytes: a name; gives a sockaddr_in6's room
                       for each address */
    SYSTEM_CALLS
} SystemCallKind;

typedef struct SystemCall {
    uint8_t kind; /* SystemCallKind; NONE: nothing is wanted */
    int64_t argument[3];
    int64_t timeout_ns; /* how long to wait until it can be made; < 0: for
                           ever, 0: not at all */
    char *data;         /* malloc'ed: its bytes, in and out */
    size_t size;        /* of them */
    int64_t result;     /* >= 0, or -errno; RESOLVE: -1000 and an EAI_ */
    uint64_t number;    /* of this thread's calls, in order */
    uint64_t ticket;    /* OUTPUT: its place in the order, by the host */
} SystemCall;

#endif

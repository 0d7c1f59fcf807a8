/* SPDX-License-Identifier: MIT */
/*
 * The only door from the VM to whoever runs it (sched/simulate, sched/real, a
 * test). The VM never blocks, never reads a clock, never writes to a file
 * descriptor of the process: it asks here.
 */
#ifndef GILSCOPE_VM_HOST_H
#define GILSCOPE_VM_HOST_H

#include "bytecode/diagnostic.h"
#include "vm/frame.h"
#include "vm/interp.h"
#include "vm/process.h"

/* What the reporting build of the loop tells about one instruction. */
typedef enum {
    ACCESS_READ,
    ACCESS_WRITE,
    ACCESS_ACQUIRE,
    ACCESS_RELEASE,
    ACCESS_CALL,
} AccessKind;

/* What stat() says of a file. */
typedef struct FileStatus {
    uint32_t mode; /* st_mode */
    uint32_t links;
    uint64_t inode;
    int64_t size;
    int64_t blocks;      /* of 512 bytes */
    int64_t modified_ns; /* since 1970, as the next two */
    int64_t accessed_ns;
    int64_t changed_ns;
} FileStatus;

typedef enum {
    CHANGE_CREATE, /* an empty file, if there is none */
    CHANGE_REMOVE,
    CHANGE_RENAME, /* to `to` */
    CHANGE_MAKE_FOLDER,
    CHANGE_REMOVE_FOLDER,
    CHANGE_MODE,
    CHANGE_LINK, /* a symbolic link at `path` to `to` */
    CHANGE_TIME, /* `to`: accessed and modified, ns after 1970, in decimal */
    CHANGE_HARD_LINK, /* a second name, `to`, for the file at `path` */
    CHANGE_FIFO,
} FileChange;

/* How sys.stdout buffers: the option --stdout, never the host's terminal. */
typedef enum { STDOUT_LINE, STDOUT_BLOCK, STDOUT_NONE } StdoutMode;

struct Host {
    void *data;
    /* A new thread may be scheduled from now on. Called with `w->thread` the
       parent. RAISE: "can't start new thread". */
    Status (*start)(World *w, Thread *child);
    /* `lock` has just become free; wake its first waiter. */
    void (*lock_released)(World *w, Value lock);
    /* The same for REQUEST_WAIT: all who wait for `object` may go on. */
    void (*wake)(World *w, Value object);
    /* sys.setswitchinterval: ns >= 1; sys.getswitchinterval in seconds. */
    Status (*set_interval)(World *w, double seconds);
    double (*get_interval)(World *w);
    /* Bytes for a file descriptor of the program (1 and 2 at least). Returns
       bytes taken, or -errno. */
    int64_t (*write)(World *w, int descriptor, const char *data, size_t size);
    /* Bytes from one; 0 at the end. */
    int64_t (*read)(World *w, int descriptor, char *data, size_t size);
    /* What an operation of this IoKind on so many bytes takes: the latency, and
       the ns of its bytes in *transfer; one opcode at least together. */
    int64_t (*io_duration)(World *w, uint8_t kind, int64_t bytes,
                           int64_t *transfer);
    /* Nanoseconds since 1970 of virtual time 0. */
    int64_t epoch_ns;
    /* Seed for unseeded random numbers: the `program` stream. */
    uint64_t (*program_random)(World *w);
    /* Shared access by the current instruction; NULL: nobody listens. */
    void (*access)(World *w, AccessKind kind, Value object, Value key);
    /* The whole of a file, in malloc'ed memory the caller frees; NULL with an
       errno in *error. Only regular files. */
    char *(*read_file)(World *w, const char *path, size_t *size, int *error);
    /* What the compiler warns of in the program's own files; may be NULL. */
    void (*warning)(World *w, const char *filename,
                    const struct Warning *warning);
    /* A module the program asks for that we lack; for "cannot run". */
    void (*missing)(World *w, const char *what);
    /* The running thread is about to be told the time; may be NULL. */
    void (*clock_read)(World *w);
    /* An exception that nobody caught, as its traceback; may be NULL. */
    void (*uncaught)(World *w, const char *text, size_t size);
    /* ns the process, or the running thread, has computed. */
    int64_t (*cpu_time)(World *w, bool thread);
    /* What hashes of strings come from, as PYTHONHASHSEED; 0: as in CPython
       without it being random. */
    uint32_t hash_seed;
    /* Added to every id() and thread ident; a multiple of 4096. */
    int64_t identity_base;
    /* Number of simulated cores. */
    int cores;
    /* A signal has come: the wait of `thread`, if it is in one that a signal
       ends, is over with WAIT_INTERRUPTED. */
    void (*interrupt)(World *w, Thread *thread);
    /* The timer of setitimer(which): ns until SIGALRM, SIGVTALRM or SIGPROF,
       0 to stop it, < 0 to leave it, and its period. Returns the ns that were
       left, 0 when it was off, and the old period. */
    int64_t (*set_timer)(World *w, int which, int64_t ns, int64_t period,
                         int64_t *old_period);
    /* Ctrl-C has been pressed: polled on the slow path. */
    bool (*interrupted)(World *w);
    /* Brings the world's clock up to the wall's and returns it; NULL: it is
       virtual. */
    int64_t (*now)(World *w);
    /* The running thread's record of a call for the kernel, see
       vm/system_call.h; NULL: there is no kernel under this world. */
    struct SystemCall *(*system_call)(World *w);
    /* StdoutMode */
    int stdout_mode;
    /*
     * The disk. Paths are absolute; results 0 or an errno. Without write_file
     * nothing a program changes leaves the world (sweep, explore).
     */
    int (*file_status)(World *w, const char *path, bool follow,
                       FileStatus *status);
    /* `size` bytes at `offset`; the file is `length` bytes long then. */
    int (*write_file)(World *w, const char *path, int64_t offset,
                      const char *data, size_t size, int64_t length);
    int (*change_file)(World *w, FileChange what, const char *path,
                       const char *to, int mode);
    int (*list_folder)(World *w, const char *path,
                       void (*each)(void *data, const char *name), void *data);
    /* Where a symbolic link points, told once; an errno or 0. */
    int (*read_link)(World *w, const char *path,
                     void (*each)(void *data, const char *name), void *data);
    /* os._exit: no thread is scheduled again, nothing is flushed. A negative
       status: the process dies of that signal. */
    void (*leave)(World *w, int status);
    /* Other processes; NULL: none can be started. */
    const ProcessHost *process;
    void *process_data;
    /* The working folder, absolute; NULL: "/". */
    const char *folder;
    /* "NAME=value", NULL at the end; NULL: a small fixed one. */
    const char *const *environment;
};

/* What the clocks of the program say, ns since it started. */
static inline int64_t host_now(World *w)
{
    return w->host && w->host->now ? w->host->now(w) : world_now(w);
}

#endif

/* SPDX-License-Identifier: MIT */
/*
 * Pipes carry whole records: the parent reads what is there and takes out every
 * record that is complete. A worker that ends before its last task has broken
 * down, which is an error of gilscope and never a result of the program: the
 * task it was at is reported as broken, and a new worker goes on behind it.
 */
#include "cli/workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command.h"
#include "sched/machine.h"

#define JOBS_MAX      256
#define BREAKDOWN_MAX 100

typedef struct Worker {
    pid_t pid;
    int pipe; /* -1: it is through */
    Buffer got;
    uint32_t next; /* its next task */
} Worker;

SweepRun workers_do(const Work *work, uint32_t task, Buffer *key)
{
    Session *session = work->session;
    double interval = work->intervals[task / work->runs];
    uint64_t seed =
        session->options->machine.seed + (uint64_t)(task % work->runs);
    if (!session_rewind(session, interval, seed)) {
        *key = (Buffer){.failed = true};
        return (SweepRun){.task = task};
    }
    RunEnd end = session_run(session);
    Judgement judgement = judge_run(work->judge, session, &end);
    *key = judgement.key;
    SweepRun run = {
        .task = task,
        .key_size = (uint32_t)key->size,
        .status = end.status,
        .kind = (uint8_t)end.outcome.kind,
        .crashed = judgement.crashed,
        .expected = judgement.expected,
        .cannot = judgement.unfound,
        .livelock = session->io.livelock,
        .interval_set = machine_of(session->world)->interval_set,
        .done = 1,
        .forced = end.outcome.forced,
    };
    memcpy(run.missing, session->io.missing, sizeof run.missing);
    return run;
}

/* ---- in the worker ------------------------------------------------------- */

static bool send(int pipe, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (size) {
        ssize_t done = write(pipe, at, size);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            at += done;
            size -= (size_t)done;
        }
    }
    return true;
}

static void work_through(const Work *work, uint32_t first, int pipe)
{
    for (uint32_t task = first; task < work->tasks; task += work->jobs) {
        Buffer key;
        SweepRun run = workers_do(work, task, &key);
        bool sent = !key.failed && !session_interrupts()[0] &&
                    send(pipe, &run, sizeof run) &&
                    send(pipe, key.data, key.size);
        buffer_free(&key);
        if (!sent) {
            break;
        }
    }
    close(pipe);
}

/* ---- in the parent ------------------------------------------------------- */

/* Takes the complete records out; false when the taker wants no more. */
static bool take_records(const Work *work, Worker *worker)
{
    size_t at = 0;
    SweepRun run;
    bool wanted = true;
    while (wanted && worker->got.size - at >= sizeof run) {
        memcpy(&run, worker->got.data + at, sizeof run);
        if (worker->got.size - at - sizeof run < run.key_size) {
            break;
        }
        wanted =
            work->take(work->data, &run, worker->got.data + at + sizeof run);
        at += sizeof run + run.key_size;
        worker->next += work->jobs;
    }
    if (at) {
        worker->got.size -= at;
        memmove(worker->got.data, worker->got.data + at, worker->got.size);
    }
    return wanted;
}

/* What one read of a pipe comes to. */
typedef enum { READ_MORE, READ_THROUGH, READ_BROKEN, READ_STOP } ReadEnd;

static ReadEnd read_some(const Work *work, Worker *worker)
{
    char bytes[1 << 16];
    ssize_t got = read(worker->pipe, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR) {
        return READ_MORE;
    }
    if (got <= 0) {
        close(worker->pipe);
        worker->pipe = -1;
        return worker->next >= work->tasks ? READ_THROUGH : READ_BROKEN;
    }
    buffer_bytes(&worker->got, bytes, (size_t)got);
    return !worker->got.failed && take_records(work, worker) ? READ_MORE
                                                             : READ_STOP;
}

/* Worker k, from its task `next` on. The child's pipe, or PIPE_PARENT;
 * PIPE_NONE: it cannot be started. */
enum { PIPE_PARENT = -1, PIPE_NONE = -2 };
static int start(Worker *workers, uint32_t count, uint32_t k, uint32_t next)
{
    int ends[2];
    if (pipe(ends)) {
        return PIPE_NONE;
    }
    workers[k] = (Worker){.pid = fork(), .pipe = ends[0], .next = next};
    if (workers[k].pid < 0) {
        close(ends[0]);
        close(ends[1]);
        workers[k].pipe = -1;
        return PIPE_NONE;
    }
    if (workers[k].pid > 0) {
        close(ends[1]);
        return PIPE_PARENT;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (workers[i].pipe >= 0) {
            close(workers[i].pipe);
        }
    }
    return ends[1];
}

/* The worker is gone in the middle of a task: give that up and start another
 * for the rest. As start(). */
static int replace_worker(const Work *work, Worker *workers, uint32_t k)
{
    static const char key[] = "gilscope broke down\n";
    Worker *worker = &workers[k];
    while (waitpid(worker->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    worker->pid = 0;
    SweepRun run = {.task = worker->next,
                    .key_size = sizeof key - 1,
                    .crashed = true,
                    .broken = true,
                    .done = 1};
    buffer_free(&worker->got);
    if (!work->take(work->data, &run, key)) {
        return PIPE_NONE;
    }
    uint32_t next = run.task + work->jobs;
    *worker = (Worker){.pipe = -1, .next = next};
    return next < work->tasks ? start(workers, work->jobs, k, next)
                              : PIPE_PARENT;
}

/* Which pipes have something to say; their number. */
static nfds_t wait_for(const Work *work, const Worker *workers,
                       struct pollfd *polls, uint32_t *who)
{
    nfds_t open = 0;
    for (uint32_t k = 0; k < work->jobs; k++) {
        if (workers[k].pipe >= 0) {
            who[open] = k;
            polls[open++] =
                (struct pollfd){.fd = workers[k].pipe, .events = POLLIN};
        }
    }
    if (open && poll(polls, open, -1) < 0) {
        for (nfds_t i = 0; i < open; i++) {
            polls[i].revents = 0; /* a signal: look at it first */
        }
    }
    return open;
}

/* Until all are through: PIPE_PARENT. PIPE_NONE: stop. Else this is a new
 * worker: its pipe, and *first its first task. */
static int listen_to(const Work *work, Worker *workers, uint32_t *first)
{
    struct pollfd polls[JOBS_MAX];
    uint32_t who[JOBS_MAX];
    unsigned breakdowns = 0;
    for (;;) {
        nfds_t open = wait_for(work, workers, polls, who);
        if (!open || *session_interrupts()) {
            return open ? PIPE_NONE : PIPE_PARENT;
        }
        for (nfds_t i = 0; i < open; i++) {
            uint32_t k = who[i];
            ReadEnd end =
                polls[i].revents ? read_some(work, &workers[k]) : READ_MORE;
            int pipe = PIPE_PARENT;
            if (end == READ_BROKEN && !*session_interrupts()) {
                pipe = ++breakdowns > BREAKDOWN_MAX
                           ? PIPE_NONE
                           : replace_worker(work, workers, k);
            }
            if (end == READ_STOP || pipe != PIPE_PARENT) {
                *first = workers[k].next;
                return end == READ_STOP ? PIPE_NONE : pipe;
            }
        }
    }
}

static void stop(Worker *workers, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        if (workers[k].pid > 0) {
            if (workers[k].pipe >= 0) {
                kill(workers[k].pid, SIGKILL);
                close(workers[k].pipe);
            }
            while (waitpid(workers[k].pid, NULL, 0) < 0 && errno == EINTR) {
            }
        }
        buffer_free(&workers[k].got);
    }
}

/* In a worker: the others are the parent's. */
static void free_workers(Worker *workers, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        buffer_free(&workers[k].got);
    }
    free(workers);
}

int workers_run(Work *work)
{
    work->jobs = work->jobs > JOBS_MAX ? JOBS_MAX : work->jobs;
    work->jobs = work->jobs > work->tasks ? work->tasks : work->jobs;
    Worker *workers = calloc(work->jobs, sizeof *workers);
    if (!workers) {
        (void)command_no_memory();
        return WORK_FAILED;
    }
    uint32_t count = 0;
    uint32_t first = 0;
    int pipe = PIPE_PARENT;
    for (uint32_t k = 0; k < work->jobs; k++) {
        workers[k].pipe = -1;
    }
    for (; count < work->jobs && pipe == PIPE_PARENT; count++) {
        first = count;
        pipe = start(workers, count, count, count);
    }
    if (pipe == PIPE_PARENT) {
        pipe = listen_to(work, workers, &first);
    }
    if (pipe >= 0) {
        free_workers(workers, work->jobs);
        work_through(work, first, pipe);
        return WORK_IS_CHILD;
    }
    if (pipe == PIPE_NONE && !*session_interrupts()) {
        (void)command_fail("processes cannot be started, or break down too "
                           "often: try -j 1");
    }
    stop(workers, work->jobs);
    free(workers);
    return pipe == PIPE_PARENT ? WORK_DONE : WORK_FAILED;
}

/* SPDX-License-Identifier: MIT */
/*
 * Pipes carry whole records: the parent reads what is there and takes out every
 * record that is complete. A worker that ends before its last task has broken
 * down, which is an error of gilscope and never a result of the program.
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

#define JOBS_MAX 256

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
        .cannot = session->io.missing[0] && judgement.crashed,
        .interval_set = machine_of(session->world)->interval_set,
        .done = 1,
        .forced = end.outcome.forced,
    };
    memcpy(run.missing, session->io.missing, sizeof run.missing);
    return run;
}

/* ---- in the worker
 * ----------------------------------------------------------- */

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

/* ---- in the parent
 * ----------------------------------------------------------- */

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

static bool read_some(const Work *work, Worker *worker)
{
    char bytes[1 << 16];
    ssize_t got = read(worker->pipe, bytes, sizeof bytes);
    if (got < 0) {
        return errno == EINTR;
    }
    if (got == 0) {
        close(worker->pipe);
        worker->pipe = -1;
        return worker->next >= work->tasks;
    }
    buffer_bytes(&worker->got, bytes, (size_t)got);
    return !worker->got.failed && take_records(work, worker);
}

/* Until all are through. False: one broke down, or nobody wants more. */
static bool listen_to(const Work *work, Worker *workers)
{
    struct pollfd polls[JOBS_MAX];
    for (;;) {
        nfds_t open = 0;
        uint32_t who[JOBS_MAX];
        for (uint32_t k = 0; k < work->jobs; k++) {
            if (workers[k].pipe >= 0) {
                who[open] = k;
                polls[open++] =
                    (struct pollfd){.fd = workers[k].pipe, .events = POLLIN};
            }
        }
        if (!open) {
            return true;
        }
        if (poll(polls, open, -1) < 0 && errno != EINTR) {
            return false;
        }
        if (*session_interrupts()) {
            return false;
        }
        for (nfds_t i = 0; i < open; i++) {
            if (polls[i].revents && !read_some(work, &workers[who[i]])) {
                return false;
            }
        }
    }
}

/* The child's pipe, or -1 in the parent; -2: it cannot be started. */
static int start(Worker *workers, uint32_t k)
{
    int ends[2];
    if (pipe(ends)) {
        return -2;
    }
    workers[k] = (Worker){.pid = fork(), .pipe = ends[0], .next = k};
    if (workers[k].pid < 0) {
        close(ends[0]);
        close(ends[1]);
        workers[k].pipe = -1;
        return -2;
    }
    if (workers[k].pid > 0) {
        close(ends[1]);
        return -1;
    }
    for (uint32_t i = 0; i <= k; i++) {
        close(workers[i].pipe);
    }
    return ends[1];
}

static void stop(Worker *workers, uint32_t count)
{
    for (uint32_t k = 0; k < count; k++) {
        if (workers[k].pipe >= 0) {
            kill(workers[k].pid, SIGKILL);
            close(workers[k].pipe);
        }
        while (waitpid(workers[k].pid, NULL, 0) < 0 && errno == EINTR) {
        }
        buffer_free(&workers[k].got);
    }
}

static void report_breakdown(const Work *work, const Worker *workers)
{
    for (uint32_t k = 0; k < work->jobs; k++) {
        uint32_t task = workers[k].next;
        if (workers[k].pipe < 0 && task < work->tasks) {
            (void)command_fail(
                "internal error: run %u at interval %u ended by itself; "
                "please report the program",
                task % work->runs + 1, task / work->runs + 1);
            return;
        }
    }
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
    int pipe = -1;
    for (; count < work->jobs && pipe == -1; count++) {
        pipe = start(workers, count);
    }
    if (pipe >= 0) {
        free(workers);
        work_through(work, count - 1, pipe);
        return WORK_IS_CHILD;
    }
    bool good = pipe == -1 && listen_to(work, workers);
    if (pipe == -2) {
        count--;
        (void)command_fail("cannot start a process: try -j 1");
    } else if (!good && !*session_interrupts()) {
        report_breakdown(work, workers);
    }
    stop(workers, count);
    free(workers);
    return good ? WORK_DONE : WORK_FAILED;
}

/* SPDX-License-Identifier: MIT */
/*
 * One row for each SystemCallKind: what has to be ready before the call, and
 * the function that makes it. Waiting is poll(), on the descriptor and on what
 * a signal makes readable; then the call does not block, or not for long:
 * sockets that we make never do, and pipes are written piece by piece. CPython
 * does the same for sockets with a time-out.
 */
#include "sched/real_io.h"

#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sched/clock.h"
#include "sched/real_clock.h"

#define LARGEST_READ  ((int64_t)1 << 26)
#define ADDRESS_SIZE  28 /* a sockaddr_in6; vm/prelude knows it */
#define ADDRESSES_MAX 64
#define REAL_IO_NAME  (-1000) /* and an EAI_ of netdb.h; vm/prelude too */

static int64_t outcome(int64_t result)
{
    return result < 0 ? -errno : result;
}

static int descriptor_of(const SystemCall *call)
{
    return (int)call->argument[0];
}

/* The call's bytes are now these; false: no memory. */
static bool give(SystemCall *call, const void *data, size_t size)
{
    char *copy = realloc(call->data, size ? size : 1);
    if (!copy) {
        return false;
    }
    if (data) {
        memcpy(copy, data, size);
    }
    call->data = copy;
    call->size = size;
    return true;
}

/* ---- files --------------------------------------------------------------- */

static int64_t make_read(SystemCall *call)
{
    int64_t size = call->argument[1];
    size = size < 0 ? 0 : size > LARGEST_READ ? LARGEST_READ : size;
    if (!give(call, NULL, (size_t)size)) {
        return -ENOMEM;
    }
    int64_t got = outcome(read(descriptor_of(call), call->data, (size_t)size));
    call->size = got > 0 ? (size_t)got : 0;
    return got;
}

/* A pipe that poll() calls writable has room for PIPE_BUF bytes at least, so
 * that no piece blocks. argument[2] counts what has been written. */
static int64_t make_write(SystemCall *call)
{
    struct stat status;
    size_t size = call->size - (size_t)call->argument[2];
    bool is_file =
        fstat(descriptor_of(call), &status) == 0 && S_ISREG(status.st_mode);
    int64_t count =
        outcome(write(descriptor_of(call), call->data + call->argument[2],
                      is_file || size < PIPE_BUF ? size : PIPE_BUF));
    if (count < 0) {
        return count;
    }
    call->argument[2] += count;
    return (size_t)call->argument[2] < call->size ? -EAGAIN : call->argument[2];
}

/* What came of a write that was not finished. */
static int64_t part_written(const SystemCall *call, int64_t result)
{
    return call->kind == SYSTEM_WRITE && result < 0 && call->argument[2]
               ? call->argument[2]
               : result;
}

static int64_t make_output(SystemCall *call)
{
    size_t done = 0;
    while (done < call->size) {
        int64_t count = outcome(
            write(descriptor_of(call), call->data + done, call->size - done));
        if (count == -EAGAIN) {
            struct pollfd full = {.fd = descriptor_of(call), .events = POLLOUT};
            (void)poll(&full, 1, -1);
        } else if (count < 0 && count != -EINTR) {
            return count;
        }
        done += count > 0 ? (size_t)count : 0;
    }
    return (int64_t)done;
}

static int64_t make_open(SystemCall *call)
{
    char *path = strndup(call->data ? call->data : "", call->size);
    if (!path) {
        return -ENOMEM;
    }
    int64_t opened =
        outcome(open(path, (int)call->argument[0], (mode_t)call->argument[1]));
    free(path);
    return opened;
}

static int64_t make_close(SystemCall *call)
{
    int64_t result = outcome(close(descriptor_of(call)));
    return result == -EINTR ? 0 : result; /* Linux: it is closed */
}

static int64_t make_seek(SystemCall *call)
{
    return outcome(
        lseek(descriptor_of(call), call->argument[1], (int)call->argument[2]));
}

static int64_t make_truncate(SystemCall *call)
{
    return outcome(ftruncate(descriptor_of(call), call->argument[1]));
}

static int64_t make_status(SystemCall *call)
{
    struct stat status;
    if (fstat(descriptor_of(call), &status) != 0) {
        return -errno;
    }
    const struct timespec *changed = &status.st_mtim;
    const int64_t answers[] = {
        status.st_mode,
        (int64_t)status.st_nlink,
        (int64_t)(status.st_ino & INT64_MAX),
        status.st_size,
        (int64_t)changed->tv_sec * 1000000000 + changed->tv_nsec,
        isatty(descriptor_of(call)),
    };
    uint64_t which = (uint64_t)call->argument[1];
    return which < sizeof answers / sizeof *answers ? answers[which] : -EINVAL;
}

static int64_t make_dup(SystemCall *call)
{
    int from = descriptor_of(call);
    int to = (int)call->argument[1];
    return outcome(to < 0 ? fcntl(from, F_DUPFD_CLOEXEC, 0) : dup2(from, to));
}

static int64_t make_pipe(SystemCall *call)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return -errno;
    }
    return give(call, ends, sizeof ends) ? 0 : -ENOMEM;
}

/* ---- sockets ------------------------------------------------------------- */

#define OWN_FLAGS (SOCK_CLOEXEC | SOCK_NONBLOCK)

static int64_t make_socket(SystemCall *call)
{
    return outcome(socket((int)call->argument[0],
                          (int)call->argument[1] | OWN_FLAGS,
                          (int)call->argument[2]));
}

static int64_t make_pair(SystemCall *call)
{
    int ends[2];
    if (socketpair((int)call->argument[0], (int)call->argument[1] | OWN_FLAGS,
                   (int)call->argument[2], ends) != 0) {
        return -errno;
    }
    return give(call, ends, sizeof ends) ? 0 : -ENOMEM;
}

static int64_t make_bind(SystemCall *call)
{
    return outcome(bind(descriptor_of(call), (struct sockaddr *)call->data,
                        (socklen_t)call->size));
}

static int64_t make_listen(SystemCall *call)
{
    return outcome(listen(descriptor_of(call), (int)call->argument[1]));
}

static int64_t make_accept(SystemCall *call)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    int64_t made = outcome(accept4(
        descriptor_of(call), (struct sockaddr *)&address, &size, OWN_FLAGS));
    if (made == -ECONNABORTED) {
        return -EAGAIN;
    }
    if (made >= 0 && !give(call, &address, size)) {
        close((int)made);
        return -ENOMEM;
    }
    return made;
}

/* The first attempt starts it; the next, when the socket is writable, learns
 * how it went: argument[2] counts them. A listener of AF_UNIX whose queue is
 * full is asked again a little later. */
static int64_t make_connect(SystemCall *call)
{
    bool again = call->argument[2]++ > 0;
    int64_t result = outcome(connect(descriptor_of(call),
                                     (const struct sockaddr *)call->data,
                                     (socklen_t)call->size));
    if (result == -EISCONN && again) {
        return 0;
    }
    if (result == -EAGAIN && call->timeout_ns != 0) {
        (void)poll(NULL, 0, 1);
    }
    bool begun = result == -EINPROGRESS || (result == -EALREADY && again);
    return begun && call->timeout_ns != 0 ? -EAGAIN : result;
}

static int64_t make_send(SystemCall *call)
{
    int flags = (int)call->argument[1] | MSG_NOSIGNAL | MSG_DONTWAIT;
    size_t size = (size_t)call->argument[2];
    if (call->argument[2] < 0 || size > call->size) {
        return -EINVAL;
    }
    const char *address = call->data + size;
    socklen_t address_size = (socklen_t)(call->size - size);
    return outcome(
        sendto(descriptor_of(call), call->data, size, flags,
               (const struct sockaddr *)(address_size ? address : NULL),
               address_size));
}

static int64_t make_receive(SystemCall *call)
{
    struct sockaddr_storage sender;
    socklen_t sender_size = sizeof sender;
    int flags = (int)call->argument[1] | MSG_DONTWAIT;
    int64_t size = call->argument[2];
    size = size < 0 ? 0 : size > LARGEST_READ ? LARGEST_READ : size;
    if (!give(call, NULL, (size_t)size + sizeof sender)) {
        return -ENOMEM;
    }
    int64_t got =
        outcome(recvfrom(descriptor_of(call), call->data, (size_t)size, flags,
                         (struct sockaddr *)&sender, &sender_size));
    call->size = 0;
    if (got >= 0) {
        memcpy(call->data + got, &sender, sender_size);
        call->size = (size_t)got + sender_size;
    }
    return got;
}

static int64_t make_shutdown(SystemCall *call)
{
    return outcome(shutdown(descriptor_of(call), (int)call->argument[1]));
}

static int64_t make_name(SystemCall *call)
{
    struct sockaddr_storage address;
    socklen_t size = sizeof address;
    int64_t result = outcome((call->argument[1] ? getpeername : getsockname)(
        descriptor_of(call), (struct sockaddr *)&address, &size));
    return result < 0 || give(call, &address, size) ? result : -ENOMEM;
}

static int64_t make_get_option(SystemCall *call)
{
    char value[256];
    socklen_t size = sizeof value;
    int64_t result =
        outcome(getsockopt(descriptor_of(call), (int)call->argument[1],
                           (int)call->argument[2], value, &size));
    return result < 0 || give(call, value, size) ? result : -ENOMEM;
}

static int64_t make_set_option(SystemCall *call)
{
    return outcome(setsockopt(descriptor_of(call), (int)call->argument[1],
                              (int)call->argument[2], call->data,
                              (socklen_t)call->size));
}

/* ---- names --------------------------------------------------------------- */

static int64_t make_resolve(SystemCall *call)
{
    char found[ADDRESSES_MAX][ADDRESS_SIZE] = {0};
    struct addrinfo wanted = {.ai_family = (int)call->argument[0],
                              .ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    size_t count = 0;
    char *name = strndup(call->data ? call->data : "", call->size);
    if (!name) {
        return -ENOMEM;
    }
    int error = getaddrinfo(name, NULL, &wanted, &list);
    for (const struct addrinfo *at = error ? NULL : list;
         at && count < ADDRESSES_MAX; at = at->ai_next) {
        if (at->ai_addrlen <= ADDRESS_SIZE) {
            memcpy(found[count++], at->ai_addr, at->ai_addrlen);
        }
    }
    if (!error) {
        freeaddrinfo(list);
    }
    free(name);
    if (error) {
        return error + REAL_IO_NAME; /* both negative */
    }
    return give(call, found, count * ADDRESS_SIZE) ? (int64_t)count : -ENOMEM;
}

/* ---- waiting ------------------------------------------------------------- */

/* poll() on these and on what a signal makes readable, until `end` (by
 * CLOCK_MONOTONIC). The number of ready ones, 0, or REAL_IO_CUT. */
static int64_t wait_ready(const RealThread *me, struct pollfd *files,
                          size_t count, int64_t end)
{
    struct timespec left = {0};
    files[count] = (struct pollfd){.fd = me->poke_fd, .events = POLLIN};
    if (end != CLOCK_NEVER) {
        int64_t ns = end - real_clock(CLOCK_MONOTONIC);
        ns = ns < 0 ? 0 : ns;
        left.tv_sec = (time_t)(ns / 1000000000);
        left.tv_nsec = (long)(ns % 1000000000);
    }
    int ready =
        ppoll(files, count + 1, end == CLOCK_NEVER ? NULL : &left, NULL);
    if (ready < 0) {
        return -errno;
    }
    bool poked = files[count].revents != 0;
    return ready - poked > 0 ? ready - poked : poked ? REAL_IO_CUT : 0;
}

static int64_t wait_one(const RealThread *me, int descriptor, short events,
                        int64_t end)
{
    struct pollfd files[2] = {{.fd = descriptor, .events = events}};
    return wait_ready(me, files, 1, end);
}

static int64_t make_poll(const RealThread *me, SystemCall *call, int64_t end)
{
    size_t count = call->size / sizeof(struct pollfd);
    struct pollfd *files = calloc(count + 1, sizeof *files);
    if (!files) {
        return -ENOMEM;
    }
    if (count) {
        memcpy(files, call->data, count * sizeof *files);
    }
    int64_t ready = wait_ready(me, files, count, end);
    if (ready >= 0 && count) {
        memcpy(call->data, files, count * sizeof *files);
    }
    free(files);
    return ready;
}

/* ---- making them --------------------------------------------------------- */

typedef struct CallRow {
    int64_t (*make)(SystemCall *call);
    short events;  /* that argument[0] must be ready for */
    bool attempts; /* tried before it is waited for */
} CallRow;

static const CallRow rows[SYSTEM_CALLS] = {
    [SYSTEM_READ] = {make_read, POLLIN, false},
    [SYSTEM_WRITE] = {make_write, POLLOUT, false},
    [SYSTEM_OUTPUT] = {make_output, 0, false},
    [SYSTEM_OPEN] = {make_open, 0, false},
    [SYSTEM_CLOSE] = {make_close, 0, false},
    [SYSTEM_SEEK] = {make_seek, 0, false},
    [SYSTEM_TRUNCATE] = {make_truncate, 0, false},
    [SYSTEM_STATUS] = {make_status, 0, false},
    [SYSTEM_DUP] = {make_dup, 0, false},
    [SYSTEM_PIPE] = {make_pipe, 0, false},
    [SYSTEM_SOCKET] = {make_socket, 0, false},
    [SYSTEM_PAIR] = {make_pair, 0, false},
    [SYSTEM_BIND] = {make_bind, 0, false},
    [SYSTEM_LISTEN] = {make_listen, 0, false},
    [SYSTEM_ACCEPT] = {make_accept, POLLIN, true},
    [SYSTEM_CONNECT] = {make_connect, POLLOUT, true},
    [SYSTEM_SEND] = {make_send, POLLOUT, true},
    [SYSTEM_RECEIVE] = {make_receive, POLLIN, true},
    [SYSTEM_SHUTDOWN] = {make_shutdown, 0, false},
    [SYSTEM_NAME] = {make_name, 0, false},
    [SYSTEM_GET_OPTION] = {make_get_option, 0, false},
    [SYSTEM_SET_OPTION] = {make_set_option, 0, false},
    [SYSTEM_RESOLVE] = {make_resolve, 0, false},
};

static int64_t attempt(const CallRow *row, SystemCall *call)
{
    int64_t result;
    do {
        result = row->make(call);
    } while (result == -EINTR);
    return result;
}

/* Wait and try, until it is made or the time is over. */
static int64_t make_when_ready(const RealThread *me, const CallRow *row,
                               SystemCall *call, int64_t end)
{
    int64_t result = row->attempts ? attempt(row, call) : -EAGAIN;
    while (result == -EAGAIN && row->events) {
        int64_t ready = wait_one(me, descriptor_of(call), row->events, end);
        if (ready <= 0) {
            return ready < 0 ? ready : -EAGAIN;
        }
        result = attempt(row, call);
    }
    return row->events ? result : attempt(row, call);
}

static RealOutput *output_of(const RealThread *me)
{
    return &me->real->output;
}

/* Outputs go out one after the other, in the order of their tickets. */
static int64_t make_in_turn(RealThread *me)
{
    RealOutput *output = output_of(me);
    SystemCall *call = &me->call;
    int which = descriptor_of(call) == STDERR_FILENO;
    pthread_mutex_lock(&output->mutex);
    while (output->served[which] != call->ticket) {
        pthread_cond_wait(&output->turn, &output->mutex);
    }
    pthread_mutex_unlock(&output->mutex);
    int64_t result = make_output(call);
    pthread_mutex_lock(&output->mutex);
    output->served[which]++;
    pthread_cond_broadcast(&output->turn);
    pthread_mutex_unlock(&output->mutex);
    return result;
}

void real_io_prepare(Real *real, SystemCall *call)
{
    if (call->kind == SYSTEM_WRITE || call->kind == SYSTEM_CONNECT) {
        call->argument[2] = 0; /* ours */
    }
    if (call->kind == SYSTEM_OUTPUT) {
        call->ticket =
            real->output.given[descriptor_of(call) == STDERR_FILENO]++;
    }
}

void real_io_make(RealThread *me, int64_t alarm)
{
    SystemCall *call = &me->call;
    int64_t end = CLOCK_NEVER;
    if (call->timeout_ns >= 0) {
        end = clock_add(real_clock(CLOCK_MONOTONIC), call->timeout_ns);
    }
    bool alarm_first = alarm < end;
    int64_t limit = alarm_first ? alarm : end;
    switch ((SystemCallKind)call->kind) {
    case SYSTEM_NONE:
        return;
    case SYSTEM_OUTPUT:
        call->result = make_in_turn(me);
        return;
    case SYSTEM_POLL:
        call->result = make_poll(me, call, limit);
        break;
    default:
        call->result = part_written(
            call, make_when_ready(me, &rows[call->kind], call, limit));
        break;
    }
    bool in_vain = call->result == -EAGAIN ||
                   (call->kind == SYSTEM_POLL && call->result == 0);
    if (in_vain && alarm_first) {
        call->result = REAL_IO_CUT;
    }
}

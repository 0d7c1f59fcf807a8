/* SPDX-License-Identifier: MIT */
/*
 * Children and pipes. Descriptors stay out of the way of the numbers that a
 * child may be given, and are closed in every child that is not given them.
 *
 * Time: while a child runs, virtual time passes no faster than real time does,
 * counted from when the first of them was started; so a time-out means
 * something. What a child takes is counted in whole seconds, downwards: a
 * quick one takes none, on every machine.
 */
#include "cli/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "sched/livelock.h"

#define FIRST_NUMBER     1001
#define FIRST_DESCRIPTOR 64
#define ASIDE            60
#define SECOND           INT64_C(1000000000)
#define MILLISECOND      INT64_C(1000000)
/* Real time lags behind by so much: a child that sleeps for a second has ended
 * when the program wakes up after a second. */
#define LAG (50 * MILLISECOND)
/* Output that comes in small parts is seen at once when it pauses so long. */
#define QUIET_STEPS 4

typedef struct Child {
    pid_t real;
    int handle; /* readable when it has ended; -1: ended */
    int status;
    bool ended; /* status is known */
    bool taken; /* by the program */
} Child;

typedef struct Processes {
    Child *children;
    size_t count;
    size_t capacity;
    size_t running;
    struct pollfd *watched; /* until the next change */
    size_t watch_count;
    size_t watch_capacity;
    int64_t real_zero; /* the real and the virtual time of the first start */
    int64_t virtual_zero;
} Processes;

static Processes *processes_of(World *w)
{
    return w->host->process_data;
}

static int64_t real_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * SECOND + now.tv_nsec;
}

/* Room for one more at the end of an array; false: no memory. */
static bool grow(void **array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return true;
    }
    size_t wanted = *capacity ? 2 * *capacity : 16;
    void *more = realloc(*array, wanted * size);
    if (!more) {
        return false;
    }
    *array = more;
    *capacity = wanted;
    return true;
}

/* ---- pipes and files ----------------------------------------------------- */

/* The same file under a number out of the way. */
static int move_up(int descriptor)
{
    if (descriptor < 0) {
        return -errno;
    }
    int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, FIRST_DESCRIPTOR);
    int error = errno;
    close(descriptor);
    return moved < 0 ? -error : moved;
}

static int64_t child_pipe(World *w, int ends[2])
{
    (void)w;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return -errno;
    }
    ends[0] = move_up(ends[0]);
    ends[1] = move_up(ends[1]);
    if (ends[0] >= 0 && ends[1] >= 0) {
        return 0;
    }
    int error = ends[0] < 0 ? ends[0] : ends[1];
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0) {
            close(ends[i]);
        }
    }
    return error;
}

static int64_t child_open(World *w, const char *path, int flags, int64_t offset)
{
    (void)w;
    int file = move_up(open(path, flags | O_CLOEXEC, 0666));
    if (file >= 0 && offset > 0 && lseek(file, offset, SEEK_SET) < 0) {
        int error = errno;
        close(file);
        return -error;
    }
    return file;
}

static int64_t child_ready(World *w, int descriptor)
{
    livelock_progress(w); /* who looks at the outside does not spin */
    struct pollfd asked = {.fd = descriptor, .events = POLLIN | POLLOUT};
    return poll(&asked, 1, 0) < 0 ? 0 : asked.revents;
}

static int64_t child_read(World *w, int descriptor, char *data, size_t size)
{
    if (!(child_ready(w, descriptor) & (POLLIN | POLLHUP | POLLERR))) {
        return -EAGAIN;
    }
    ssize_t got = read(descriptor, data, size);
    return got < 0 ? -errno : got;
}

/* A pipe that polls as writable takes PIPE_BUF bytes without blocking. The
 * signal that comes with EPIPE is not for this process. */
static int64_t child_write(World *w, int descriptor, const char *data,
                           size_t size)
{
    if (!(child_ready(w, descriptor) & (POLLOUT | POLLERR))) {
        return -EAGAIN;
    }
    sigset_t pipe_signal;
    sigset_t before;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigprocmask(SIG_BLOCK, &pipe_signal, &before);
    ssize_t done = write(descriptor, data, size < 4096 ? size : 4096);
    int64_t result = done < 0 ? -errno : done;
    if (result == -EPIPE) {
        const struct timespec at_once = {0, 0};
        sigtimedwait(&pipe_signal, NULL, &at_once);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return result;
}

static void child_close(World *w, int descriptor)
{
    Processes *p = processes_of(w);
    for (size_t i = 0; i < p->watch_count; i++) {
        if (p->watched[i].fd == descriptor) {
            p->watched[i].fd = -1;
        }
    }
    close(descriptor);
}

static int64_t child_watch(World *w, int descriptor, int events)
{
    Processes *p = processes_of(w);
    if (!grow((void **)&p->watched, p->watch_count, &p->watch_capacity,
              sizeof *p->watched)) {
        return -ENOMEM;
    }
    p->watched[p->watch_count++] =
        (struct pollfd){.fd = descriptor, .events = (short)events};
    return 0;
}

/* ---- children ------------------------------------------------------------ */

/* What a fresh program expects of signals, whatever we do with them. */
static void set_signals(posix_spawnattr_t *attributes)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(attributes, &none);
    posix_spawnattr_setsigdefault(attributes, &all);
}

/* Our own 0, 1 and 2 are taken aside first: a child may have them in another
 * order. */
static int put_in_place(posix_spawn_file_actions_t *actions,
                        const SpawnRequest *request)
{
    int error = 0;
    for (int i = 0; i < 3 && !error; i++) {
        if (fcntl(i, F_GETFD) >= 0) {
            error = posix_spawn_file_actions_adddup2(actions, i, ASIDE + i);
        }
    }
    for (size_t i = 0; i < request->place_count && !error; i++) {
        SpawnPlace place = request->places[i];
        int from = place.ours < 3 ? ASIDE + place.ours : place.ours;
        error = posix_spawn_file_actions_adddup2(actions, from, place.in_child);
    }
    for (int i = 0; i < 3 && !error; i++) {
        error = posix_spawn_file_actions_addclose(actions, ASIDE + i);
    }
    return error;
}

static int start_child(const SpawnRequest *request, pid_t *real)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
    int error = posix_spawn_file_actions_init(&actions);
    if (error) {
        return error;
    }
    error = posix_spawnattr_init(&attributes);
    if (error) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    set_signals(&attributes);
    flags |= request->session ? POSIX_SPAWN_SETSID : 0;
    posix_spawnattr_setflags(&attributes, flags);
    error = posix_spawn_file_actions_addchdir_np(&actions, request->folder);
    if (!error) {
        error = put_in_place(&actions, request);
    }
    if (!error) {
        error = posix_spawn(real, request->program, &actions, &attributes,
                            request->arguments, request->environment);
    }
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

static int64_t child_spawn(World *w, const SpawnRequest *request)
{
    Processes *p = processes_of(w);
    pid_t real = 0;
    if (!grow((void **)&p->children, p->count, &p->capacity,
              sizeof *p->children)) {
        return -ENOMEM;
    }
    int error = start_child(request, &real);
    if (error) {
        return -error;
    }
    if (!p->running) {
        p->real_zero = real_now();
        p->virtual_zero = world_now(w);
    }
    p->running++;
    p->children[p->count] = (Child){
        .real = real,
        .handle = move_up((int)syscall(SYS_pidfd_open, real, 0)),
    };
    return FIRST_NUMBER + (int64_t)p->count++;
}

static void note_end(Processes *p, Child *child)
{
    int status;
    pid_t done = child->ended ? 0 : waitpid(child->real, &status, WNOHANG);
    if (done == 0) {
        return;
    }
    child->ended = true;
    child->status = done < 0 ? 0 : status;
    if (child->handle >= 0) {
        close(child->handle);
        child->handle = -1;
    }
    p->running--;
}

static Child *find_child(Processes *p, int64_t process)
{
    int64_t index = process - FIRST_NUMBER;
    return index >= 0 && (uint64_t)index < p->count && !p->children[index].taken
               ? &p->children[index]
               : NULL;
}

static int64_t child_wait(World *w, int64_t process, int *status)
{
    livelock_progress(w);
    Processes *p = processes_of(w);
    Child *child = find_child(p, process);
    if (!child) {
        return -ECHILD;
    }
    note_end(p, child);
    *status = child->status;
    child->taken = child->ended;
    return child->ended;
}

/* A negative number: the group that the process leads. */
static int64_t child_kill(World *w, int64_t process, int signal)
{
    Processes *p = processes_of(w);
    Child *child = find_child(p, process < 0 ? -process : process);
    if (!child) {
        return -ESRCH;
    }
    note_end(p, child);
    if (child->ended) {
        return 0;
    }
    pid_t target = process < 0 ? -child->real : child->real;
    return kill(target, signal) == 0 ? 0 : -errno;
}

/* ---- waiting ------------------------------------------------------------- */

/* A kernel without pidfd: look again and again. */
static bool is_handleless(const Processes *p)
{
    for (size_t i = 0; i < p->count; i++) {
        if (!p->children[i].ended && p->children[i].handle < 0) {
            return true;
        }
    }
    return false;
}

/* The watched descriptors, then the running children's handles. */
static struct pollfd *poll_set(Processes *p, size_t *count)
{
    struct pollfd *set = malloc((p->watch_count + p->count + 1) * sizeof *set);
    if (!set) {
        return NULL;
    }
    *count = 0;
    for (size_t i = 0; i < p->watch_count; i++) {
        set[(*count)++] = p->watched[i];
    }
    for (size_t i = 0; i < p->count; i++) {
        if (p->children[i].handle >= 0) {
            set[(*count)++] =
                (struct pollfd){.fd = p->children[i].handle, .events = POLLIN};
        }
    }
    return set;
}

/* Bytes that wait on the watched pipes, and how many children run. */
static int64_t state_of(Processes *p)
{
    int64_t sum = 0;
    for (size_t i = 0; i < p->watch_count; i++) {
        int waiting = 0;
        if (p->watched[i].fd >= 0 &&
            ioctl(p->watched[i].fd, FIONREAD, &waiting) == 0) {
            sum += waiting;
        }
    }
    for (size_t i = 0; i < p->count; i++) {
        note_end(p, &p->children[i]);
    }
    return sum * 4096 + (int64_t)p->running;
}

/* A child that has begun to write, or to end, is given the time to go on, so
 * that the program does not see more or less of it by luck. */
static void settle(Processes *p)
{
    const struct timespec step = {0, MILLISECOND};
    int64_t before = state_of(p);
    for (int quiet = 0; quiet < QUIET_STEPS;) {
        if (!p->running) {
            return;
        }
        nanosleep(&step, NULL);
        int64_t now = state_of(p);
        quiet = now == before ? quiet + 1 : 0;
        before = now;
    }
}

/* Until something changes: > 0; 0: the time is over; < 0: errno says. */
static int wait_real(Processes *p, struct pollfd *set, size_t count,
                     int64_t until)
{
    size_t running = p->running;
    for (;;) {
        int64_t now = real_now();
        int64_t left = until > now ? until - now : 0;
        int64_t part = left;
        if (is_handleless(p) && part > 2 * MILLISECOND) {
            part = 2 * MILLISECOND;
        }
        struct timespec limit = {part / SECOND, part % SECOND};
        int found = ppoll(set, count, &limit, NULL);
        (void)state_of(p);
        if (found || part == left || p->running != running) {
            return found ? found : p->running != running;
        }
    }
}

static int64_t child_idle(World *w, int64_t now, int64_t next)
{
    Processes *p = processes_of(w);
    if (!p->running && !p->watch_count) {
        return -1;
    }
    size_t count;
    struct pollfd *set = poll_set(p, &count);
    if (!set) {
        return -1;
    }
    int64_t until = p->real_zero + LAG + (next - p->virtual_zero);
    int found = wait_real(p, set, count, until);
    int error = found < 0 ? errno : 0;
    free(set);
    if (found == 0 || (error && error != EINTR)) {
        return -1;
    }
    if (error) {
        return now;
    }
    settle(p);
    p->watch_count = 0;
    int64_t seconds = (real_now() - p->real_zero) / SECOND * SECOND;
    int64_t at = p->virtual_zero + seconds;
    return at < now ? now : at > next ? next : at;
}

static const ProcessHost processes = {
    .spawn = child_spawn,
    .pipe = child_pipe,
    .open = child_open,
    .read = child_read,
    .write = child_write,
    .ready = child_ready,
    .close = child_close,
    .wait = child_wait,
    .kill = child_kill,
    .watch = child_watch,
    .idle = child_idle,
};

bool process_connect(Host *host)
{
    host->process_data = calloc(1, sizeof(Processes));
    host->process = host->process_data ? &processes : NULL;
    return host->process_data != NULL;
}

void process_disconnect(Host *host)
{
    Processes *p = host->process_data;
    if (p) {
        free(p->children);
        free(p->watched);
        free(p);
    }
    host->process = NULL;
    host->process_data = NULL;
}

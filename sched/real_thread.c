/* SPDX-License-Identifier: MIT */
/*
 * A thread sleeps on a condition of its own, so that a wake-up reaches exactly
 * the one it is meant for. A wait ends once: who comes later is told so, and a
 * lock's releaser can then wake the next in the queue.
 */
#include "sched/real_thread.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "sched/real_clock.h"
#include "sched/thread.h"

/* Above any number that a program is likely to give to dup2(). */
#define FIRST_OWN_DESCRIPTOR 512

/* A descriptor out of the program's way. */
static int make_poke_fd(void)
{
    int low = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (low < 0) {
        return -1;
    }
    int high = fcntl(low, F_DUPFD_CLOEXEC, FIRST_OWN_DESCRIPTOR);
    if (high < 0) {
        return low;
    }
    close(low);
    return high;
}

RealThread *real_thread_new(struct Real *real, Thread *thread,
                            bool can_be_poked)
{
    RealThread *me = calloc(1, sizeof *me);
    if (!me) {
        return NULL;
    }
    me->real = real;
    me->thread = thread;
    me->number = thread->serial;
    me->poke_fd = can_be_poked ? make_poke_fd() : -1;
    bool has_mutex = pthread_mutex_init(&me->mutex, NULL) == 0;
    if (has_mutex && real_clock_condition(&me->condition) &&
        (me->poke_fd >= 0 || !can_be_poked)) {
        return me;
    }
    if (me->poke_fd >= 0) {
        close(me->poke_fd);
    }
    free(me);
    return NULL;
}

void real_thread_free(RealThread *me)
{
    if (me->poke_fd >= 0) {
        close(me->poke_fd);
    }
    pthread_cond_destroy(&me->condition);
    pthread_mutex_destroy(&me->mutex);
    free(me->call.data);
    free(me);
}

RealThread *real_thread_of(const Thread *thread)
{
    return thread_peek(thread)->real;
}

void real_thread_prepare(RealThread *me)
{
    pthread_mutex_lock(&me->mutex);
    me->wake = WAKE_NONE;
    me->waits = true;
    pthread_mutex_unlock(&me->mutex);
}

Wake real_thread_wait(RealThread *me, int64_t deadline)
{
    pthread_mutex_lock(&me->mutex);
    bool in_time = true;
    while (me->wake == WAKE_NONE && !me->poked && in_time) {
        in_time = real_clock_wait(&me->condition, &me->mutex, deadline);
    }
    if (me->wake == WAKE_NONE) {
        me->wake = me->poked ? WAKE_POKED : WAKE_TIME;
    }
    me->waits = false;
    Wake how = me->wake;
    pthread_mutex_unlock(&me->mutex);
    return how;
}

bool real_thread_wake(RealThread *it)
{
    pthread_mutex_lock(&it->mutex);
    bool counts = it->waits && it->wake == WAKE_NONE;
    if (counts) {
        it->wake = WAKE_DONE;
        pthread_cond_signal(&it->condition);
    }
    pthread_mutex_unlock(&it->mutex);
    return counts;
}

void real_thread_poke(RealThread *it)
{
    uint64_t one = 1;
    pthread_mutex_lock(&it->mutex);
    if (!it->poked && it->poke_fd >= 0) {
        it->poked = true;
        ssize_t ignored = write(it->poke_fd, &one, sizeof one);
        (void)ignored;
        pthread_cond_signal(&it->condition);
    }
    pthread_mutex_unlock(&it->mutex);
}

void real_thread_unpoke(RealThread *me)
{
    uint64_t count;
    pthread_mutex_lock(&me->mutex);
    if (me->poked) {
        me->poked = false;
        ssize_t ignored = read(me->poke_fd, &count, sizeof count);
        (void)ignored;
    }
    pthread_mutex_unlock(&me->mutex);
}

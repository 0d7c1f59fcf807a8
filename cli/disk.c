/* SPDX-License-Identifier: MIT */
/*
 * Files by path. Nothing is kept open between two calls, so that a world can
 * be restored without the process knowing.
 */
#include "cli/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sched/livelock.h"

static int64_t nanoseconds(struct timespec at)
{
    return (int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

static int disk_status(World *w, const char *path, bool follow,
                       FileStatus *status)
{
    struct stat found;
    livelock_progress(w);
    if ((follow ? stat : lstat)(path, &found) != 0) {
        return errno;
    }
    *status = (FileStatus){
        .blocks = found.st_blocks,
        .accessed_ns = nanoseconds(found.st_atim),
        .changed_ns = nanoseconds(found.st_ctim),
        .mode = found.st_mode,
        .links = (uint32_t)found.st_nlink,
        .inode = found.st_ino,
        .size = found.st_size,
        .modified_ns = nanoseconds(found.st_mtim),
    };
    return 0;
}

static int write_all(int file, int64_t offset, const char *data, size_t size)
{
    while (size) {
        ssize_t done = pwrite(file, data, size, offset);
        if (done < 0 && errno != EINTR) {
            return errno;
        }
        if (done > 0) {
            data += done;
            size -= (size_t)done;
            offset += done;
        }
    }
    return 0;
}

static struct timespec timespec_of(int64_t ns)
{
    int64_t seconds = ns / 1000000000 - (ns % 1000000000 < 0);
    return (struct timespec){.tv_sec = seconds,
                             .tv_nsec = ns - seconds * 1000000000};
}

/* What a program writes has its clock's time, not the machine's. */
static void stamp(World *w, int file)
{
    struct timespec now = timespec_of(w->host->epoch_ns + world_now(w));
    futimens(file, (struct timespec[]){now, now});
}

static int disk_write(World *w, const char *path, int64_t offset,
                      const char *data, size_t size, int64_t length)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) {
        return errno;
    }
    int error = write_all(file, offset, data, size);
    struct stat found;
    if (!error && fstat(file, &found) == 0 && S_ISREG(found.st_mode) &&
        found.st_size != length && ftruncate(file, length) != 0) {
        error = errno;
    }
    stamp(w, file);
    if (close(file) != 0 && !error) {
        error = errno;
    }
    return error;
}

static int create(World *w, const char *path, int mode)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
    if (file < 0) {
        return errno;
    }
    stamp(w, file);
    return close(file) != 0 ? errno : 0;
}

static int set_times(const char *path, const char *text)
{
    char *rest;
    struct timespec times[2];
    times[0] = timespec_of(strtoll(text, &rest, 10));
    times[1] = timespec_of(strtoll(rest, NULL, 10));
    return utimensat(AT_FDCWD, path, times, 0);
}

static int disk_change(World *w, FileChange what, const char *path,
                       const char *to, int mode)
{
    int result = 0;
    switch (what) {
    case CHANGE_CREATE:
        return create(w, path, mode);
    case CHANGE_REMOVE:
        result = unlink(path);
        break;
    case CHANGE_RENAME:
        result = rename(path, to);
        break;
    case CHANGE_MAKE_FOLDER:
        result = mkdir(path, (mode_t)mode);
        break;
    case CHANGE_REMOVE_FOLDER:
        result = rmdir(path);
        break;
    case CHANGE_MODE:
        result = chmod(path, (mode_t)mode);
        break;
    case CHANGE_LINK:
        result = symlink(to, path);
        break;
    case CHANGE_TIME:
        result = set_times(path, to);
        break;
    case CHANGE_HARD_LINK:
        result = link(path, to);
        break;
    case CHANGE_FIFO:
        result = mkfifo(path, (mode_t)mode);
        break;
    }
    return result == 0 ? 0 : errno;
}

static int disk_list(World *w, const char *path,
                     void (*each)(void *data, const char *name), void *data)
{
    livelock_progress(w);
    DIR *folder = opendir(path);
    if (!folder) {
        return errno;
    }
    for (struct dirent *at = readdir(folder); at; at = readdir(folder)) {
        each(data, at->d_name);
    }
    closedir(folder);
    return 0;
}

static int disk_read_link(World *w, const char *path,
                          void (*each)(void *data, const char *name),
                          void *data)
{
    char target[4096];
    (void)w;
    ssize_t size = readlink(path, target, sizeof target - 1);
    if (size < 0) {
        return errno;
    }
    target[size] = 0;
    each(data, target);
    return 0;
}

void disk_connect(Host *host, bool writable)
{
    host->file_status = disk_status;
    host->list_folder = disk_list;
    host->read_link = disk_read_link;
    host->write_file = writable ? disk_write : NULL;
    host->change_file = writable ? disk_change : NULL;
    host->folder = getcwd(NULL, 0);
}

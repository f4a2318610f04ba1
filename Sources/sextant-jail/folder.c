// The one folder that a program can write: made, filled, measured and removed here, following no link.
#define _GNU_SOURCE
#include "jail.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { DEEPEST = 32, OPEN_FOLDER = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

static bool is_named(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

// Opens a folder even if its mode forbids it; the program may have made it so.
static int open_inner(int folder, const char *name) {
  int inner = openat(folder, name, OPEN_FOLDER);
  if (inner < 0 && errno == EACCES && fchmodat(folder, name, 0700, 0) == 0) inner = openat(folder, name, OPEN_FOLDER);
  return inner;
}

static bool is_folder(int parent, const char *name) {
  struct stat about;
  return fstatat(parent, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISDIR(about.st_mode);
}

// Removes what is in a folder, however deep: inner folders move up before they are emptied, so that neither the stack
// nor the number of open files grows with the depth.
static void empty(int top) {
  unsigned long moved = 0;
  for (bool again = true; again;) {
    again = false;
    DIR *list = fdopendir(openat(top, ".", OPEN_FOLDER));
    if (!list) return;
    for (struct dirent *entry; (entry = readdir(list));) {
      if (!is_named(entry)) continue;
      if (!is_folder(top, entry->d_name)) {
        if (unlinkat(top, entry->d_name, 0) == 0) again = true;
        continue;
      }
      int inner = open_inner(top, entry->d_name);
      if (inner < 0) continue;
      DIR *inner_list = fdopendir(inner);
      for (struct dirent *each; inner_list && (each = readdir(inner_list));) {
        if (!is_named(each)) continue;
        if (!is_folder(inner, each->d_name)) {
          unlinkat(inner, each->d_name, 0);
          continue;
        }
        char name[40];
        do snprintf(name, sizeof name, "moved-%lu", moved++);
        while (faccessat(top, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0);
        // To move a folder one must be able to write it.
        fchmodat(inner, each->d_name, 0700, 0);
        renameat(inner, each->d_name, top, name);
      }
      if (inner_list) closedir(inner_list);
      if (unlinkat(top, entry->d_name, AT_REMOVEDIR) == 0) again = true;
    }
    closedir(list);
  }
}

static void remove_folder(const char *path) {
  int folder = open(path, OPEN_FOLDER);
  if (folder >= 0) {
    empty(folder);
    close(folder);
  }
  rmdir(path);
}

// Waits until nobody holds the other end of a pipe any more.
static void wait_for_end(int pipe) {
  struct pollfd event = {pipe, 0, 0};
  while (poll(&event, 1, -1) < 0 && errno == EINTR) continue;
}

// A process outside of the jail, in a session of its own, that removes the folder, also if the jail is killed. It
// waits until the jail has ended, and then until no process is left inside.
_Noreturn static void keep(const char *path, int lifeline, int presence) {
  setsid();
  for (int number = 1; number < NSIG; number++) signal(number, SIG_IGN);
  // Nobody must wait for a stream that only this process still holds.
  int nothing = open("/dev/null", O_RDWR);
  if (chdir("/") < 0 || dup2(nothing, 2) < 0 || dup2(lifeline, 0) < 0 || dup2(presence, 1) < 0) _exit(1);
  close_range(3, ~0U, 0);
  wait_for_end(0);
  wait_for_end(1);
  remove_folder(path);
  _exit(0);
}

static const char *make_folder(struct folder *folder, const char *parent, int presence[2]) {
  uint64_t number;
  int lifeline[2];
  if (getrandom(&number, sizeof number, 0) != sizeof number) return "random numbers";
  char whole[4096];
  if (!realpath(parent, whole)) return "the parent of the folder";
  if (snprintf(folder->path, sizeof folder->path, "%s/sextant-jail-%016lx", whole, (unsigned long)number) >=
      (int)sizeof folder->path)
    return "the path of the folder";
  if (pipe2(lifeline, O_CLOEXEC) < 0) return "a pipe";
  // The keeper is there before the folder is, so that no moment leaves one behind.
  folder->keeper = fork();
  if (folder->keeper < 0) return "the keeper of the folder";
  if (folder->keeper == 0) {
    close(presence[0]);
    close(lifeline[1]);
    keep(folder->path, lifeline[0], presence[1]);
  }
  close(lifeline[0]);
  folder->lifeline = lifeline[1];
  return mkdir(folder->path, 0700) < 0 ? "the folder" : 0;
}

const char *folder_open(struct folder *folder, const struct options *options, int presence[2]) {
  folder->keeper = -1;
  folder->lifeline = -1;
  if (options->folder) {
    if (!realpath(options->folder, folder->path)) return options->folder;
  } else {
    const char *parent = options->scratch ? options->scratch : getenv("TMPDIR");
    const char *failed = make_folder(folder, parent && *parent ? parent : "/tmp", presence);
    if (failed) return failed;
  }
  folder->descriptor = open(folder->path, OPEN_FOLDER);
  return folder->descriptor < 0 ? folder->path : 0;
}

void folder_close(struct folder *folder) {
  if (folder->keeper < 0) return;
  close(folder->lifeline);
  int status = -1;
  while (waitpid(folder->keeper, &status, 0) < 0 && errno == EINTR) continue;
  // If the keeper was killed, the folder is still there.
  if (status != 0) remove_folder(folder->path);
}

static const char *copy_file(int source, int folder, const char *name, uint64_t *left) {
  struct stat about;
  if (fstat(source, &about) < 0) return "reading a file to copy";
  if ((uint64_t)about.st_size > *left) return "the files to copy are larger than --total";
  *left -= (uint64_t)about.st_size;
  int target = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (target < 0) return "a copied file";
  ssize_t length = 1;
  for (off_t done = 0; done < about.st_size && length > 0; done += length)
    length = sendfile(target, source, 0, (size_t)(about.st_size - done));
  close(target);
  return length < 0 ? "copying a file" : 0;
}

static const char *copy_folder(int source, int folder, int depth, uint64_t *left) {
  DIR *list = fdopendir(dup(source));
  if (!list) return "reading a folder to copy";
  const char *failed = depth > DEEPEST ? "the folder to copy is too deep" : 0;
  for (struct dirent *entry; !failed && (entry = readdir(list));) {
    if (!is_named(entry)) continue;
    struct stat about;
    int inner = openat(source, entry->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (inner < 0 || fstat(inner, &about) < 0) {
      failed = errno == ELOOP ? "a link in the folder to copy" : "opening a file to copy";
    } else if (S_ISREG(about.st_mode)) {
      failed = copy_file(inner, folder, entry->d_name, left);
    } else if (S_ISDIR(about.st_mode)) {
      int target = mkdirat(folder, entry->d_name, 0700) < 0 ? -1 : openat(folder, entry->d_name, OPEN_FOLDER);
      failed = target < 0 ? "a copied folder" : copy_folder(inner, target, depth + 1, left);
      close(target);
    } else {
      failed = "something to copy that is no file";
    }
    close(inner);
  }
  closedir(list);
  return failed;
}

// Copies files, and what is in folders. The originals can't be reached from inside.
const char *folder_copy(const struct folder *folder, const struct options *options) {
  uint64_t left = options->total;
  const char *failed = 0;
  for (int i = 0; i < options->copy_count && !failed; i++) {
    const char *path = options->copies[i], *name = strrchr(path, '/');
    struct stat about;
    int source = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (source < 0 || fstat(source, &about) < 0) return path;
    if (S_ISDIR(about.st_mode))
      failed = copy_folder(source, folder->descriptor, 0, &left);
    else if (S_ISREG(about.st_mode))
      failed = copy_file(source, folder->descriptor, name ? name + 1 : path, &left);
    else
      failed = path;
    close(source);
  }
  return failed;
}

static void measure(int folder, int depth, uint64_t most_files, uint64_t *files, uint64_t *bytes) {
  DIR *list = fdopendir(openat(folder, ".", OPEN_FOLDER));
  if (!list) return;
  for (struct dirent *entry; *files <= most_files && (entry = readdir(list));) {
    struct stat about;
    if (!is_named(entry) || fstatat(folder, entry->d_name, &about, AT_SYMLINK_NOFOLLOW) < 0) continue;
    ++*files;
    *bytes += (uint64_t)about.st_blocks * 512;
    if (!S_ISDIR(about.st_mode)) continue;
    int inner = open_inner(folder, entry->d_name);
    // What lies too deep to be counted is too much.
    if (depth >= DEEPEST) *files = most_files + 1;
    else if (inner >= 0) measure(inner, depth + 1, most_files, files, bytes);
    if (inner >= 0) close(inner);
  }
  closedir(list);
}

// Counts the files and folders in a folder and the bytes that they take; stops soon after `most_files`.
void folder_measure(int folder, uint64_t most_files, uint64_t *files, uint64_t *bytes) {
  *files = *bytes = 0;
  measure(folder, 0, most_files, files, bytes);
}

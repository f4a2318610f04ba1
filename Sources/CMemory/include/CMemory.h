#ifndef SEXTANT_CMEMORY_H
#define SEXTANT_CMEMORY_H

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

/// Lets the heap of each thread grow in large steps.
///
/// The GNU C library otherwise makes one system call for every 4 KiB by which the heap of a second thread grows, which
/// holds up the other threads too. Memory that is not written to costs nothing, as long as a step is smaller than a huge
/// page of 2 MiB. One heap for all threads would be worse: they would wait for each other.
static inline void cm_grow_heaps_in_large_steps(void) {
#if defined(M_TOP_PAD)
    mallopt(M_TOP_PAD, 1900 * 1024);
#endif
}

/// Gives the program's zeroed globals their memory in one go, before there are other threads.
///
/// Swift keeps the types that it makes while the program runs there. Otherwise half of these pages come one by one, each
/// with an interruption, and a page that was read before it is first written to holds up the other threads as well.
static inline void cm_populate_zeroed_globals(void) {
#if defined(__linux__) && defined(MADV_POPULATE_WRITE)
    // Set by the linker.
    extern char __bss_start[], _end[];
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t start = ((uintptr_t)__bss_start + page - 1) / page * page;
    uintptr_t end = (uintptr_t)_end / page * page;
    // It is no fault if the system can't do that.
    if (start < end) madvise((void *)start, end - start, MADV_POPULATE_WRITE);
#endif
}

#endif

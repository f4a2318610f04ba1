#ifndef SEXTANT_CMEMORY_H
#define SEXTANT_CMEMORY_H

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
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

#endif

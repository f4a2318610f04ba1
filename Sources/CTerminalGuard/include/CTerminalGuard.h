// The parts that must be C: signal handlers, the crash guard, and the character width that ncurses uses.
#ifndef SEXTANT_CTERMINALGUARD_H
#define SEXTANT_CTERMINALGUARD_H

#include <stdint.h>

/// Saves the terminal's modes, so that a crash can restore them. Call it before ncurses starts.
void tg_save_terminal(void);

/// Restores the terminal without waiting for it; safe in a signal handler.
void tg_restore_screen(void);

/// Installs the crash handlers. Call it after ncurses has started, because ncurses installs its own.
void tg_install_crash_guard(void);

/// Installs handlers that write the signal's number into a pipe: for SIGTSTP, SIGCONT, and every signal that
/// ends a healthy program by default.
///
/// After a signal that ends the program, output that the terminal doesn't accept is given up after 0.4
/// seconds, so that the event loop can always read the pipe. Returns the reading end of the pipe, or -1.
int tg_install_signal_pipe(void);

/// Marks the time during which the program writes to the terminal and may have to wait for it.
void tg_begin_writing(void);
void tg_end_writing(void);

/// Collects what is written to standard output until the end of the batch, which writes it at once.
///
/// Until it was suspended once, ncurses 6.4 writes after every movement of its cursor, nearly a hundred times for a
/// picture. Over a network each write can be a packet of its own. Does nothing where memory can't be a file.
void tg_begin_batch(void);
void tg_end_batch(void);

/// True if output was given up; after that only `tg_restore_screen` reaches the terminal.
int tg_is_cut(void);

/// True if the process was stopped and continued since the last call.
int tg_take_continued(void);

/// Removes the handlers: crash signals get their previous ones back, all others the default.
void tg_remove_handlers(void);

/// Writes one byte into the pipe, as a signal would; safe from any thread.
void tg_wake(uint8_t code);

/// Stops the process as Ctrl-Z does, and returns when it goes on.
void tg_stop_self(void);

/// Ends the process with a signal's default action, so that the shell sees which one it was.
void tg_raise_default(int signal_number);

/// Redirects standard error to a file, and remembers the original. Returns 0, or -1.
int tg_redirect_stderr(const char *path);

/// Restores the original standard error.
void tg_restore_stderr(void);

/// Makes Ctrl-S an ordinary key, because stopping the output would also stop the program. Returns 0, or -1.
int tg_let_control_s_through(void);

/// The columns of a scalar in the current locale, the way ncurses measures.
int tg_wcwidth(uint32_t scalar);

/// Sets the locale from the environment; returns whether its character set is UTF-8.
int tg_set_locale(void);

#endif

/// The Python side of `KeyVerifier`, which runs inside of the jail.
enum VerificationDriver {
  /// Reads programs from standard input, and prints a line of JSON when each begins and when it has ended.
  ///
  /// Libraries that several programs need are imported once. Each program then runs in a fork, with an empty folder,
  /// limits of its own, and no way to the report. A program that takes too long can't be ended from here, because
  /// nothing in the jail may end another process; so the driver ends, and the jail with it. Programs import PyTorch and
  /// TensorFlow themselves, because their threads don't survive a fork.
  static let source = #"""
    import importlib.util, json, math, os, resource, select, shutil, signal, sys, time, types

    MODULES = {"numpy": "numpy", "pandas": "pandas", "scikit-learn": "sklearn", "torch": "torch",
               "tensorflow": "tensorflow", "keras": "keras", "transformers": "transformers"}
    SHARED = ("numpy", "pandas", "scikit-learn")
    HEAVY = ("torch", "tensorflow", "keras", "transformers")
    order = json.load(sys.stdin)
    if order.get("personal"):
        sys.path.append(order["personal"])
    home = os.getcwd()
    # Programs get a descriptor of their own in place of this one.
    report = os.dup(1)


    def tell(**line):
        data = (json.dumps(line) + "\n").encode()
        while data:
            data = data[os.write(report, data):]


    def installed(name):
        try:
            return importlib.util.find_spec(MODULES.get(name, name)) is not None
        except (ImportError, ValueError):
            return False


    needed = {name for job in order["jobs"] for name in job["requires"]}
    present = {name for name in needed if installed(name)}
    for name in SHARED:
        if name in present:
            __import__(MODULES[name])
    if "scikit-learn" in present:
        # It looks up which libraries are loaded when it first needs to know, in a file about this process. The jail
        # opens that file to this process alone, and what was looked up goes on to the forks.
        from sklearn.cluster import KMeans
        KMeans(n_clusters=1, n_init=1).fit([[0.0], [1.0]])


    def confine(job):
        def cap(kind, value, above=0):
            hard = resource.getrlimit(kind)[1]
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            most = value + above if hard == resource.RLIM_INFINITY else min(value + above, hard)
            resource.setrlimit(kind, (least, most))

        # The lower limit sends the signal that says why; a program that ignores it ends at the upper one.
        cap(resource.RLIMIT_CPU, math.ceil(order["seconds"]), above=2)
        cap(resource.RLIMIT_FSIZE, order["output"])
        heavy = any(name in HEAVY for name in job["requires"])
        cap(resource.RLIMIT_AS, order["memory"] * (4 if heavy else 1))


    def run_sql(job):
        import sqlite3
        base = sqlite3.connect(":memory:")
        base.executescript(job["setup"])
        statements, text = [], ""
        for letter in job["source"]:
            text += letter
            if letter == ";" and sqlite3.complete_statement(text):
                statements.append(text)
                text = ""
        if text.strip():
            statements.append(text)
        for statement in statements:
            for row in base.execute(statement).fetchall():
                print("|".join("NULL" if value is None else str(value) for value in row))


    def child(job, work, out, err):
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.chdir(work)
        nothing = os.open("/dev/null", os.O_RDONLY)
        for file, number in ((nothing, 0), (out, 1), (err, 2)):
            os.dup2(file, number)
        os.closerange(3, 128)
        os.environ["HOME"] = os.environ["TMPDIR"] = work
        confine(job)
        if job["language"] == "shell":
            os.execvp("sh", ["sh", "-c", job["source"]])
        sys.stdin = open(0, encoding="utf-8", closefd=False)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)
        sys.argv = ["-c"]
        sys.path.insert(0, "")
        status = 0
        try:
            if job["language"] == "sql":
                run_sql(job)
            else:
                main = types.ModuleType("__main__")
                main.__builtins__ = __builtins__
                sys.modules["__main__"] = main
                exec(compile(job["source"], "<string>", "exec"), main.__dict__)
        except SystemExit as leave:
            status = leave.code if isinstance(leave.code, int) else 0 if leave.code is None else 1
            if isinstance(leave.code, str):
                print(leave.code, file=sys.stderr)
        except BaseException as error:
            status = 1
            import traceback
            traceback.print_exception(type(error), error, error.__traceback__)
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except BaseException:
            status = status or 1
        os._exit(status & 255)


    bell, ring = os.pipe()
    for end in (bell, ring):
        os.set_blocking(end, False)
    signal.signal(signal.SIGCHLD, lambda number, frame: None)
    signal.set_wakeup_fd(ring, warn_on_full_buffer=False)


    def drain(pipes, texts, seconds):
        """Reads what is there. A program that writes too much finds its pipe closed."""
        for pipe in select.select([*pipes, bell], [], [], seconds)[0]:
            if pipe == bell:
                os.read(bell, 100)
                continue
            data = os.read(pipe, 1 << 16)
            texts[pipe] += data
            if not data or len(texts[pipe]) > order["output"]:
                os.close(pipe)
                pipes.remove(pipe)


    def run(job, number):
        tell(begun=job["id"])
        work = os.path.join(home, "run%d" % number)
        os.mkdir(work, 0o700)
        (out, out_end), (err, err_end) = os.pipe(), os.pipe()
        begun = time.monotonic()
        pid = os.fork()
        if pid == 0:
            try:
                child(job, work, out_end, err_end)
            finally:
                os._exit(126)
        os.close(out_end)
        os.close(err_end)
        pipes, texts, status, stopped = [out, err], {out: b"", err: b""}, None, None
        while stopped is None:
            drain(pipes, texts, 0.1)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                break
            if time.monotonic() - begun > order["patience"]:
                stopped = "it took longer than %g seconds" % order["patience"]
        # What is in the pipes is its output; processes that it left may hold them open.
        while pipes and select.select(pipes, [], [], 0)[0]:
            drain(pipes, texts, 0)
        for pipe in pipes:
            os.close(pipe)
        code = 0 if stopped else os.waitstatus_to_exitcode(status)
        if code == -signal.SIGXCPU:
            stopped = "it computed for more than %g seconds" % order["seconds"]
        output, errors = (texts[end][:order["output"]].decode("utf-8", "replace") for end in (out, err))
        tell(id=job["id"], output=output, errors=errors, status=code, stopped=stopped,
             seconds=time.monotonic() - begun)
        if stopped and code == 0:
            os._exit(0)
        shutil.rmtree(work, ignore_errors=True)


    for number, job in enumerate(order["jobs"]):
        missing = [name for name in job["requires"] if name not in present]
        if missing:
            tell(id=job["id"], output="", errors="", status=0, missing=missing[0], seconds=0)
        else:
            run(job, number)
    """#
}

/// The Python side of `KeyVerifier`.
enum PythonRunner {
  /// Reads `order.json` in the folder given as argument, and writes a line to `runs.jsonl` for each program.
  ///
  /// Libraries that several programs need are imported once. Each program then runs in a fork, with its own
  /// session and empty folder, so that all its processes can be ended together. Programs import PyTorch and
  /// TensorFlow themselves, because their threads don't survive a fork.
  static let source = #"""
    import importlib.util, json, math, os, resource, shutil, signal, sys, time, types

    MODULES = {"numpy": "numpy", "pandas": "pandas", "scikit-learn": "sklearn", "torch": "torch",
               "tensorflow": "tensorflow", "keras": "keras", "transformers": "transformers"}
    SHARED = ("numpy", "pandas", "scikit-learn")
    HEAVY = ("torch", "tensorflow", "keras", "transformers")
    folder = sys.argv[1]
    with open(os.path.join(folder, "order.json"), encoding="utf-8") as file:
        order = json.load(file)
    # A dead man's handle: nothing waits for ever, whatever happens here.
    signal.alarm(int(60 + order["patience"] * (len(order["jobs"]) / order["workers"] + 1)))


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


    def confine(job):
        def cap(kind, value, above=0):
            hard = resource.getrlimit(kind)[1]
            least = value if hard == resource.RLIM_INFINITY else min(value, hard)
            most = value + above if hard == resource.RLIM_INFINITY else min(value + above, hard)
            resource.setrlimit(kind, (least, most))

        cap(resource.RLIMIT_CORE, 0)
        # The lower limit sends the signal that says why; a program that ignores it ends at the upper one.
        cap(resource.RLIMIT_CPU, math.ceil(order["seconds"]), above=2)
        cap(resource.RLIMIT_FSIZE, order["output"])
        heavy = any(name in HEAVY for name in job["requires"])
        cap(resource.RLIMIT_AS, order["memory"] * (4 if heavy else 1))


    def forbid_network():
        def watch(event, arguments):
            if event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
                raise PermissionError("no network here")

        sys.addaudithook(watch)


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


    def child(job, place):
        os.setsid()
        work = os.path.join(place, "work")
        os.mkdir(work, 0o700)
        os.chdir(work)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        for number, name in ((1, "out"), (2, "err")):
            file = os.open(os.path.join(place, name), flags, 0o600)
            os.dup2(file, number)
            os.close(file)
        os.environ["HOME"] = work
        os.environ["TMPDIR"] = work
        signal.alarm(0)
        confine(job)
        if job["language"] == "shell":
            os.execvp("sh", ["sh", "-c", job["source"]])
        forbid_network()
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


    def text(path):
        try:
            with open(path, "rb") as file:
                return file.read(order["output"]).decode("utf-8", "replace")
        except OSError:
            return ""


    def kill(pid):
        # Before the child has a session of its own only its number can be used.
        for end in (os.killpg, os.kill):
            try:
                end(pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass


    def collect(pid, status, running, results, stopped=None):
        job, place, begun = running.pop(pid)
        kill(pid)
        code = os.waitstatus_to_exitcode(status)
        if stopped is None and code == -signal.SIGXCPU:
            stopped = "it computed for more than %g seconds" % order["seconds"]
        results.write(json.dumps({
            "id": job["id"], "output": text(os.path.join(place, "out")), "errors": text(os.path.join(place, "err")),
            "status": code, "stopped": stopped, "seconds": time.monotonic() - begun}) + "\n")
        shutil.rmtree(place, ignore_errors=True)


    def main():
        running, waiting = {}, list(reversed(order["jobs"]))
        results = open(os.path.join(folder, "runs.jsonl"), "w", encoding="utf-8")
        number = 0
        while waiting or running:
            while waiting and len(running) < order["workers"]:
                job = waiting.pop()
                missing = [name for name in job["requires"] if name not in present]
                if missing:
                    results.write(json.dumps({"id": job["id"], "output": "", "errors": "", "status": 0,
                                              "missing": missing[0], "seconds": 0}) + "\n")
                    continue
                number += 1
                place = os.path.join(folder, "run%d" % number)
                os.mkdir(place, 0o700)
                results.flush()
                pid = os.fork()
                if pid == 0:
                    try:
                        child(job, place)
                    finally:
                        os._exit(126)
                running[pid] = (job, place, time.monotonic())
            ended, status = os.waitpid(-1, os.WNOHANG) if running else (0, 0)
            if ended in running:
                collect(ended, status, running, results)
                continue
            now = time.monotonic()
            for pid, (job, place, begun) in list(running.items()):
                if now - begun > order["patience"]:
                    kill(pid)
                    _, status = os.waitpid(pid, 0)
                    collect(pid, status, running, results, "it took longer than %g seconds" % order["patience"])
            time.sleep(0.002)
        results.close()


    main()
    """#
}

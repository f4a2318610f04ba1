"""A headless Chromium, driven over a pipe with the DevTools protocol; the standard library is enough."""
import itertools, json, os, select, shutil, signal, subprocess, tempfile, time


class Browser:
    def __init__(self, program=None):
        program = program or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        if not program:
            raise SystemExit("No Chromium was found. Install it with: sudo apt-get install chromium")
        self.folder = tempfile.TemporaryDirectory()
        (theirs_in, self.out), (self.into, theirs_out) = os.pipe(), os.pipe()

        def ends():
            # The protocol uses the descriptors 3 and 4. They may be taken, so both are first moved out of the way.
            high = [os.dup2(theirs_in, 60), os.dup2(theirs_out, 61)]
            os.dup2(high[0], 3)
            os.dup2(high[1], 4)

        self.process = subprocess.Popen(
            [program, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
             "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-extensions",
             "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self.folder.name}", "--remote-debugging-pipe",
             "about:blank"],
            close_fds=False, preexec_fn=ends, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        os.close(theirs_in)
        os.close(theirs_out)
        self.numbers = itertools.count(1)
        self.buffer = b""
        self.events = []
        self.session = None
        pages = self.call("Target.getTargets")["targetInfos"]
        page = next(target["targetId"] for target in pages if target["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.folder.cleanup()

    def message(self, deadline):
        while b"\0" not in self.buffer:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.into], [], [], left)[0]:
                raise TimeoutError("Chromium did not answer")
            piece = os.read(self.into, 1 << 20)
            if not piece:
                raise SystemExit("Chromium ended early")
            self.buffer += piece
        text, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, seconds=60, **parameters):
        number = next(self.numbers)
        request = {"id": number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        os.write(self.out, json.dumps(request).encode() + b"\0")
        deadline = time.monotonic() + seconds
        while True:
            answer = self.message(deadline)
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            if "method" in answer:
                self.events.append(answer)

    def wait(self, method, seconds=60):
        deadline = time.monotonic() + seconds
        while not any(event["method"] == method for event in self.events):
            answer = self.message(deadline)
            if "method" in answer:
                self.events.append(answer)

    def open(self, address):
        """Loads a page and returns what it wrote to the console, violations of its policy among it."""
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")
        self.events.clear()
        self.call("Page.navigate", url=address)
        self.wait("Page.loadEventFired")
        # Whatever the console was told before this answer has come before it.
        self.run("document.fonts.ready.then(() => 1)")
        said = []
        for event in self.events:
            details = event.get("params", {})
            if event["method"] == "Log.entryAdded":
                said.append(f"{details['entry']['level']}: {details['entry']['text']}")
            elif event["method"] == "Runtime.consoleAPICalled":
                said.append("console: " + " ".join(str(part.get("value", "")) for part in details["args"]))
            elif event["method"] == "Runtime.exceptionThrown":
                said.append("exception: " + details["exceptionDetails"]["text"])
            elif event["method"] == "Network.requestWillBeSent" and details["request"]["url"].split("#")[0] != address:
                said.append("request: " + details["request"]["url"])
        return said

    def run(self, script):
        result = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get("description", "a script failed"))
        return result["result"].get("value")

    def resize(self, width, height=900):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def scheme(self, name, media=""):
        self.call("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": name}])

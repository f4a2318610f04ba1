"""What must be true of a report in a browser and on paper."""
import base64, pathlib, re, subprocess, tempfile

WIDTHS = (360, 800, 1400)
CHECKS = (pathlib.Path(__file__).resolve().parent / "checks.js").read_text()

# Marks the beginning and the end of everything that may not be divided, in the order of the document.
MARKING = """
(() => {
  const whole = [...document.querySelectorAll("tr, .entries > li, .groups > div, svg")].filter((part) => !part.parentElement.closest("svg"));
  // A mark takes no room, so that the pages are divided as they would be without it.
  const dots = (text) => {
    const span = document.createElement("span");
    span.textContent = text;
    Object.assign(span.style, { fontSize: "2px", position: "absolute", whiteSpace: "nowrap" });
    return span;
  };
  const last = (part) => {
    const child = part.lastElementChild;
    return child && child.tagName !== "svg" && !child.nextSibling?.textContent.trim() ? last(child) : part;
  };
  const cells = (part) => part.tagName === "TR" ? [...part.cells] : [part];
  // Look for all ends first: a mark isn't one.
  const ends = whole.map((part) => cells(part).map(last));
  whole.forEach((part, index) => {
    if (part.tagName === "svg") {
      for (const [end, y] of [["a", 4], ["z", part.height.baseVal.value - 2]]) {
        const text = document.createElementNS("http://www.w3.org/2000/svg", "text");
        text.textContent = `Q${index}${end}Q`;
        text.setAttribute("y", y);
        text.setAttribute("x", 1);
        text.style.fontSize = "2px";
        part.append(text);
      }
      return;
    }
    cells(part).forEach((cell, place) => {
      cell.prepend(dots(`Q${index}aQ`));
      const end = dots(`Q${index}zQ`);
      // The end of a group is that of its last entry too, and of two letters in one place only one would be found.
      if (part.tagName === "DIV") end.style.marginTop = "-4px";
      ends[index][place].append(end);
    });
  });
  // A heading stands on the page of what it is about.
  [...document.querySelectorAll("h2, h3")].forEach((heading, index) => {
    const next = heading.nextElementSibling;
    const first = next?.querySelector("tbody th, li") ?? next;
    heading.append(dots(`H${index}aH`));
    if (first && first.tagName !== "svg") first.prepend(dots(`H${index}zH`));
  });
  return whole.map((part) => part.tagName.toLowerCase() + " “" + (part.getAttribute("aria-label") ?? part.textContent).trim()
    .replace(/Q\\d+[az]Q/g, "").slice(0, 60) + "”");
})()
"""

UNDIVIDED = """
[...document.querySelectorAll("tr, .entries > li, .groups > div, svg")].filter((part) => !part.parentElement.closest("svg")
  && getComputedStyle(part).breakInside !== "avoid").map((part) => part.tagName + " " + part.textContent.slice(0, 40))
"""


def printed(browser):
    """The report as PDF."""
    return base64.b64decode(browser.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])


def pages(document):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(document)
        file.flush()
        text = subprocess.run(["pdftotext", "-raw", file.name, "-"], capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def cut_parts(browser):
    faults = [f"may be divided: {part}" for part in browser.run(UNDIVIDED)]
    names = browser.run(MARKING)
    found, headings = {}, {}
    for number, page in enumerate(pages(printed(browser)), 1):
        for index, end in re.findall(r"Q(\d+)([az])Q", page):
            found.setdefault((int(index), end), set()).add(number)
        for index, end in re.findall(r"H(\d+)([az])H", page):
            headings.setdefault(int(index), {})[end] = number
    if len(headings) < 4:
        faults.append(f"only {len(headings)} headings in the PDF")
    faults += [f"heading {index} of the PDF is on page {ends['a']} and what it is about on page {ends['z']}"
               for index, ends in headings.items() if "z" in ends and ends.get("a") != ends["z"]]
    for index, name in enumerate(names):
        begins, ends = found.get((index, "a"), set()), found.get((index, "z"), set())
        if not begins or not ends:
            faults.append(f"lost in the PDF: {name}")
        elif begins != ends or len(begins) > 1:
            faults.append(f"divided in the PDF, pages {sorted(begins)} to {sorted(ends)}: {name}")
    return faults


def check(browser, address, charts=10, pictures=None, widths=WIDTHS):
    """The faults of a page with at least so many charts; its pictures go into a folder."""
    faults = []
    for scheme in ("light", "dark"):
        browser.scheme(scheme)
        for width in widths:
            browser.resize(width)
            where = f"{width} pixels, {scheme}"
            faults += [f"{where}: {said}" for said in browser.open(address)]
            faults += [f"{where}: {fault}" for fault in browser.run(f"{CHECKS}({charts})")]
            if pictures:
                browser.resize(width, browser.run("document.documentElement.scrollHeight"))
                shot = browser.call("Page.captureScreenshot", format="png", captureBeyondViewport=True)
                (pictures / f"{width}-{scheme}.png").write_bytes(base64.b64decode(shot["data"]))
    # A browser in dark mode prints on white paper too.
    browser.scheme("dark", media="print")
    browser.resize(800)
    faults += [f"printed: {said}" for said in browser.open(address)]
    if pictures:
        (pictures / "report.pdf").write_bytes(printed(browser))
    paper = browser.run("getComputedStyle(document.body).backgroundColor")
    if paper not in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"):
        faults.append(f"printed: on {paper}")
    return faults + [f"printed: {fault}" for fault in cut_parts(browser)]

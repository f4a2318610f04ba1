// What must be true of a report in the browser: given the least number of charts, returns the faults found.
// It is run by the test and is no part of the page.
((leastCharts) => {
  const faults = [];
  const isShown = (element) => {
    const style = getComputedStyle(element);
    return style.visibility !== "hidden" && style.display !== "none" && element.getClientRects().length > 0;
  };
  // Text for screen readers alone is cut to a point.
  const isCut = (element) => !!element.closest("caption, .away, .skip")
    || [...ancestors(element)].some((other) => getComputedStyle(other).clipPath !== "none");
  function* ancestors(element) { for (let other = element; other; other = other.parentElement) yield other; }
  const name = (element) => element.tagName.toLowerCase() + (element.getAttribute("class") ? "." + element.getAttribute("class").replaceAll(" ", ".") : "")
    + " “" + element.textContent.trim().replace(/\s+/g, " ").slice(0, 50) + "”";

  // Nothing is wider than the page.
  const width = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth > width) faults.push(`the page is ${document.scrollingElement.scrollWidth} wide in a window of ${width}`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!isShown(element) || isCut(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.right > width + 0.5 || box.left < -0.5) faults.push(`beyond the page: ${name(element)} from ${box.left} to ${box.right} of ${width}`);
    if (!element.closest("svg") && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      && getComputedStyle(element).display !== "inline") faults.push(`its content is too wide: ${name(element)}`);
  }

  // Every chart has an area and a text alternative, and its texts don't cover each other.
  const charts = [...document.querySelectorAll("svg")].filter((chart) => !chart.parentElement.closest("svg"));
  if (charts.length < leastCharts) faults.push(`only ${charts.length} charts`);
  for (const chart of charts) {
    if (!isShown(chart)) { faults.push(`a chart isn't shown: ${name(chart)}`); continue; }
    const box = chart.getBoundingClientRect();
    if (!(box.width >= 40 && box.height >= 8)) faults.push(`a chart of ${box.width} x ${box.height}: ${name(chart)}`);
    const label = chart.getAttribute("aria-label") ?? "";
    if (chart.getAttribute("role") !== "img" || label.trim().length < 8) faults.push(`a chart without a text alternative: ${name(chart)}`);
    const marks = [...chart.querySelectorAll("line, rect, circle, polyline, polygon, text")].filter(isShown);
    if (!marks.length) faults.push(`an empty chart: ${label}`);
    const texts = marks.filter((mark) => mark.tagName === "text").map((mark) => [mark, mark.getBoundingClientRect()]);
    texts.forEach(([one, a], index) => texts.slice(index + 1).forEach(([other, b]) => {
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 2 && b.top < a.bottom - 2)
        faults.push(`texts cover each other in a chart: “${one.textContent}” and “${other.textContent}”`);
    }));
  }

  // Contrast, by WCAG 2.2: 4.5 for text and 3 for what a chart draws.
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colour = (text) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const over = (top, below) => top.slice(0, 3).map((value, index) => value * top[3] / 255 + below[index] * (1 - top[3] / 255));
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const background = (element) => {
    const layers = [...ancestors(element)].map((other) => colour(getComputedStyle(other).backgroundColor));
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const contrast = (text, element) => {
    const below = background(element);
    const [a, b] = [luminance(over(colour(text), below)), luminance(below)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !isShown(element) || isCut(element)) continue;
    texts += 1;
    const style = getComputedStyle(element);
    const ratio = contrast(element.closest("svg") ? style.fill : style.color, element);
    if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)}: ${name(element)}`);
  }
  if (texts < 40) faults.push(`only ${texts} texts`);
  for (const mark of document.querySelectorAll("svg line:not(.grid):not(.gap), svg circle, svg rect, svg polyline")) {
    const style = getComputedStyle(mark);
    const best = Math.max(...[style.stroke, style.fill].filter((paint) => paint && paint !== "none").map((paint) => contrast(paint, mark)));
    if (!(best >= 3)) faults.push(`contrast ${best.toFixed(2)} of a mark: ${mark.outerHTML.slice(0, 80)}`);
  }
  for (const key of document.querySelectorAll(".key")) {
    const style = getComputedStyle(key);
    const best = Math.max(contrast(style.backgroundColor, key.parentElement), contrast(style.borderTopColor, key.parentElement));
    if (!(best >= 3)) faults.push(`contrast ${best.toFixed(2)} of a key: ${key.className}`);
  }

  // What a reader without sight goes by.
  const levels = [...document.querySelectorAll("h1, h2, h3, h4")].map((heading) => Number(heading.tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) faults.push("there isn't one heading of the first level at the start");
  levels.forEach((level, index) => { if (index && level > levels[index - 1] + 1) faults.push(`a heading of level ${level} after one of ${levels[index - 1]}`); });
  for (const landmark of ["header", "nav", "main", "footer"])
    if (document.querySelectorAll(landmark).length !== 1) faults.push(`not one ${landmark}`);
  for (const link of document.querySelectorAll("a")) {
    const address = link.getAttribute("href");
    if (address.startsWith("#")) { if (!document.getElementById(address.slice(1))) faults.push(`a link to nowhere: ${address}`); continue; }
    if (!/^https?:\/\/[^\s]+$/.test(address)) faults.push(`a link that isn't of the web: ${address}`);
    if (!link.relList.contains("noopener")) faults.push(`a link without noopener: ${address}`);
    if (!link.textContent.trim()) faults.push(`a link without a name: ${address}`);
  }
  const identities = [...document.querySelectorAll("[id]")].map((element) => element.id);
  if (new Set(identities).size !== identities.length) faults.push("two elements with one identity");
  for (const table of document.querySelectorAll("table")) {
    if (!table.caption?.textContent.trim()) faults.push("a table without a caption");
    for (const row of table.tBodies[0].rows) if (row.cells[0].scope !== "row") faults.push(`a row without a heading: ${name(row)}`);
  }
  // The order on the screen is that of the document, as far as columns allow: nothing stands above its heading.
  for (const section of document.querySelectorAll("section")) {
    const heading = section.querySelector("h2");
    if (!heading) { faults.push(`a section without a heading: ${name(section)}`); continue; }
    const top = heading.getBoundingClientRect().top;
    for (const child of section.children) if (isShown(child) && child.getBoundingClientRect().top < top - 1) faults.push(`above its heading: ${name(child)}`);
  }
  if (document.querySelector("script, [onclick], [onload], iframe, object, img, link")) faults.push("the page has a script, a picture or a frame");
  return faults;
})

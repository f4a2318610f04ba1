/// The look of a page: light, dark and printed.
enum Style {
  /// The style sheet.
  static let sheet = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --panel: #f6f8fa; --text: #1f2328; --quiet: #57606a; --rule: #d0d7de;
      --accent: #0b5cad; --strong: #0a3069; --target: #9a3412; --good: #1a7f37; --unsure: #8a5a00; --bad: #b42318;
      --none: #6e7781; --band: #cfe2f7;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #0d1117; --panel: #161b22; --text: #e6edf3; --quiet: #9da7b3; --rule: #30363d;
        --accent: #58a6ff; --strong: #cae8ff; --target: #ffa657; --good: #56d364; --unsure: #e3b341; --bad: #ff8b84;
        --none: #8b949e; --band: #17345a;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; }
    body {
      font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", "Liberation Sans", "DejaVu Sans", sans-serif;
      margin: 0 auto; max-width: 74rem; padding: 1.5rem 1rem 3rem; color: var(--text); background: var(--page);
      overflow-wrap: break-word;
    }
    h1, h2, h3 { line-height: 1.25; margin: 0; }
    h1 { font-size: 1.7rem; }
    h2 { font-size: 1.2rem; margin-bottom: .6rem; }
    h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
    p { margin: 0 0 .6rem; max-width: 44rem; }
    a { color: var(--accent); }
    header p { color: var(--quiet); margin: .3rem 0 0; }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 1rem 0 0; padding: 0; }
    nav li { font-size: .9rem; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; background: var(--page); padding: .5rem; }
    main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2rem 3rem; margin-top: 1.5rem; }
    section { border-top: 1px solid var(--rule); padding-top: 1.2rem; min-width: 0; }
    .lead { font-size: 1.25rem; font-weight: 600; line-height: 1.4; }
    .note, footer { color: var(--quiet); font-size: .875rem; }
    footer { border-top: 1px solid var(--rule); margin-top: 2rem; padding-top: 1rem; }

    table { border-collapse: collapse; width: 100%; font-size: .92rem; }
    caption, .away { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    th, td { text-align: left; vertical-align: middle; padding: .35rem .8rem .35rem 0; border-bottom: 1px solid var(--rule); }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--quiet); font-weight: 600; font-size: .82rem; vertical-align: bottom; }
    tbody th { font-weight: 400; }
    td { font-variant-numeric: tabular-nums; }
    .whole { white-space: nowrap; }
    .number { text-align: right; }
    .drawn .chart { width: 40%; }

    svg { display: block; width: 100%; overflow: visible; }
    svg text { font-size: 12px; fill: var(--quiet); font-variant-numeric: tabular-nums; }
    svg .strong { fill: var(--strong); font-weight: 600; }
    svg .aim { fill: var(--target); }
    .grid { stroke: var(--rule); stroke-width: 1; vector-effect: non-scaling-stroke; }
    .interval { stroke: var(--accent); stroke-width: 4; fill: none; }
    .whisker { stroke: var(--accent); stroke-width: 1.5; fill: none; }
    .estimate { fill: var(--strong); stroke: var(--page); stroke-width: 1.5; }
    .ring { fill: var(--page); stroke: var(--accent); stroke-width: 2; }
    .target { stroke: var(--target); stroke-width: 2; stroke-dasharray: 4 3; vector-effect: non-scaling-stroke; }
    .band { fill: var(--band); stroke: none; }
    .score { stroke: var(--strong); stroke-width: 2; fill: none; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
    .over-time { margin: .5rem 5rem .5rem 2.2rem; width: calc(100% - 7.2rem); }
    .whole-scale { margin: .3rem 1rem .8rem; width: calc(100% - 2rem); max-width: 44rem; }
    .at-target { fill: var(--good); } .not-sure { fill: var(--unsure); } .below { fill: var(--bad); } .not-asked { fill: var(--none); }
    .gap { stroke: var(--page); stroke-width: 3; }
    .stack { border-radius: 3px; overflow: hidden; max-width: 44rem; }
    .legend { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; color: var(--quiet); font-size: .875rem; list-style: none; margin: 0 0 .8rem; padding: 0; }
    .legend li { margin: 0; }
    .key { display: inline-block; width: 1rem; height: .7rem; margin-right: .4rem; border-radius: 2px; }
    .key.at-target { background: var(--good); } .key.not-sure { background: var(--unsure); }
    .key.below { background: var(--bad); } .key.not-asked { background: var(--none); }
    .key.dot { width: .7rem; border-radius: 50%; border: 2px solid var(--accent); }
    .key.stroke { height: 2px; vertical-align: middle; background: var(--strong); }
    .key.margin { background: var(--band); border: 1px solid var(--accent); }
    .key.aimed { height: 0; border-top: 2px dashed var(--target); vertical-align: middle; border-radius: 0; }

    .entries { margin: 0; padding: 0; list-style: none; }
    .entries > li { margin: 0 0 1rem; break-inside: avoid; }
    .entries p { margin: .1rem 0 0; }
    .entries .links { font-size: .875rem; }
    ol.entries { padding-left: 1.4rem; list-style: decimal; }
    .name { font-weight: 600; }
    .entries .skill .name { font-weight: 400; }
    .proof, .notes { color: var(--quiet); font-size: .92rem; }
    .tag { font-size: .82rem; font-weight: 600; white-space: nowrap; }
    .tag.high { color: var(--bad); } .tag.medium { color: var(--unsure); } .tag.low { color: var(--quiet); }
    .groups { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 1.4rem 2.5rem; }
    .groups h3 { margin-top: 0; }
    .groups .entries > li { margin: 0; padding: .3rem 0; border-bottom: 1px solid var(--rule); font-size: .92rem; }
    .groups .name { font-weight: 400; }
    .count { color: var(--quiet); font-weight: 400; font-size: .875rem; }
    .skill { display: flex; gap: .5rem; }
    .skill .sign { flex: none; width: 1.1rem; text-align: center; font-weight: 700; }
    .skill .words { display: block; color: var(--quiet); font-size: .85rem; }
    .sign.at-target { color: var(--good); } .sign.not-sure { color: var(--unsure); }
    .sign.below { color: var(--bad); } .sign.not-asked { color: var(--none); }

    @media (max-width: 40rem) {
      .drawn thead tr, .drawn tbody tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; border-bottom: 1px solid var(--rule); padding: .4rem 0; }
      .drawn th, .drawn td { border: 0; padding: .1rem 0; }
      .drawn .chart { grid-column: 1 / -1; grid-row: 2; width: auto; }
      .drawn thead th:not(.chart) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .drawn .minor { color: var(--quiet); font-size: .85rem; grid-row: 3; }
      .wide-only { display: none; }
      th, td { padding-right: .5rem; }
      th.whole { white-space: normal; }
    }
    @media (min-width: 68rem) {
      .wide > ul.entries { display: grid; grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr)); gap: 0 3rem; }
    }
    @page { margin: 16mm 14mm; }
    @media print {
      :root {
        color-scheme: light;
        --page: #ffffff; --panel: #f6f8fa; --text: #1f2328; --quiet: #57606a; --rule: #d0d7de;
        --accent: #0b5cad; --strong: #0a3069; --target: #9a3412; --good: #1a7f37; --unsure: #8a5a00; --bad: #b42318;
        --none: #6e7781; --band: #cfe2f7;
      }
      body { font-size: 10.5pt; max-width: none; padding: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      nav, .skip { display: none; }
      main { display: block; }
      section { margin-top: 1.2rem; }
      h2, h3 { break-after: avoid; }
      table, tr, svg, .lead, .legend, .entries > li, .groups > div { break-inside: avoid; }
      p { orphans: 3; widows: 3; }
      .groups { grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem 1.6rem; font-size: 9pt; }
      .groups h3 { font-size: 9.5pt; }
      .groups .entries > li { padding: .1rem 0; line-height: 1.3; }
      .legend { break-after: avoid; }
      thead { display: table-header-group; }
      .links a::after { content: " (" attr(href) ")"; color: var(--quiet); overflow-wrap: anywhere; }
    }

    """

  /// What a page may load: nothing but this style sheet.
  static var policy: String {
    "default-src 'none'; style-src 'sha256-\(base64(Digest.sha256(sheet.utf8)))'; base-uri 'none'; form-action 'none'"
  }

  /// Bytes in base 64 (RFC 4648).
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let bits = three[0] << 16 | three[1] << 8 | three[2]
      let left = bytes.count - start
      for place in 0..<4 {
        text.append(place > left ? "=" : alphabet[bits >> (18 - 6 * place) & 63])
      }
    }
    return text
  }
}

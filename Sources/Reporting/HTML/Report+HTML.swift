import Psychometrics
import TextLayout

extension Report {
  /// The report as one self-contained HTML page, to print or to send to a mentor.
  ///
  /// It loads nothing and runs no script.
  public func html() -> String {
    let sections = sections()
    let charts = Charts(target: profile.targetScore, targetName: profile.name)
    let contents = sections.map { "<li><a href=\"#\($0.id)\">\(markup($0.title))</a></li>" }
    // Side by side on a wide screen where two short parts meet.
    let narrow: Set =
      sections.contains { $0.id == "time" }
      ? ["score", "steps", "domains", "time", "first", "misconceptions"] : []
    let body = sections.map { section in
      "<section\(narrow.contains(section.id) ? "" : " class=\"wide\"") aria-labelledby=\"\(section.id)\">\n"
        + "<h2 id=\"\(section.id)\">\(markup(section.title))</h2>\n"
        + section.blocks.map { Self.html($0, charts) }.joined(separator: "\n") + "\n</section>"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(Style.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(markup(title))</title>
      <style>\(Style.sheet)</style>
      </head>
      <body>
      <a class="skip" href="#main">Skip to the score</a>
      <header>
      <h1>\(markup(title))</h1>
      <p>\(markup(occasion))</p>
      <p>\(markup(basisSentence))</p>
      </header>
      <nav aria-label="Contents"><ul>\(contents.joined())</ul></nav>
      <main id="main">
      \(body.joined(separator: "\n"))
      </main>
      <footer><p>A self-assessment, made with Sextant. This page is complete in itself: it loads nothing and sends nothing.</p></footer>
      </body>
      </html>

      """
  }

  private static func html(_ block: Section.Block, _ charts: Charts) -> String {
    switch block {
    case .lead(let text): "<p class=\"lead\">\(prose(text))</p>"
    case .paragraph(let text): "<p>\(prose(text))</p>"
    case .note(let text): "<p class=\"note\">\(prose(text))</p>"
    case .heading(let text): "<h3>\(markup(text))</h3>"
    case .table(let table): html(table, charts)
    case .list(let entries, let isNumbered):
      tag(isNumbered ? "ol" : "ul", "entries", entries.map { html($0, charts) })
    case .groups(let groups):
      "<div class=\"groups\">"
        + groups.map { group in
          "<div><h3>\(markup(group.title))"
            + (group.words.isEmpty ? "" : " <span class=\"count\">\(markup(group.words))</span>") + "</h3>"
            + tag("ul", "entries", group.entries.map { html($0, charts) }) + "</div>"
        }.joined(separator: "\n") + "</div>"
    case .scale(let measure): charts.scale(measure)
    case .line(let history): charts.overTime(history)
    case .legend: Charts.stepKeys
    case .signs: signs
    }
  }

  private static func tag(_ name: String, _ style: String, _ items: [String]) -> String {
    "<\(name) class=\"\(style)\">\n" + items.joined(separator: "\n") + "\n</\(name)>"
  }

  // MARK: Tables

  private static func html(_ table: Section.Table, _ charts: Charts) -> String {
    let isDrawn = table.rows.contains { $0.drawn != nil }
    // On a narrow screen the rows become blocks, so what they are is said here too.
    func cell(_ kind: String, _ role: String, _ style: String, _ content: String) -> String {
      let scope = role == "columnheader" ? " scope=\"col\"" : role == "rowheader" ? " scope=\"row\"" : ""
      return
        "<\(kind)\(scope) role=\"\(role)\"\(style.isEmpty ? "" : " class=\"\(style)\"")>\(content)</\(kind)>"
    }
    func style(_ column: Int) -> String {
      table.numbers.contains(column) ? "number" : isDrawn && column > 1 ? "minor" : ""
    }
    func row(_ cells: [String], chart: String?) -> String {
      var cells = cells
      if isDrawn, let chart { cells.insert(chart, at: 1) }
      return "<tr role=\"row\">\(cells.joined())</tr>"
    }
    let head = row(
      table.columns.enumerated().map { cell("th", "columnheader", style($0), markup($1)) },
      chart: cell("th", "columnheader", "chart", charts.axis()))
    let rows = table.rows.map { entry in
      row(
        entry.cells.enumerated().map { column, text in
          column == 0
            ? cell("th", "rowheader", isDrawn ? "" : "whole", markup(text))
            : cell("td", "cell", style(column), kept(text))
        }, chart: cell("td", "cell", "chart", entry.drawn.map(charts.bar) ?? ""))
    }
    return
      "<table role=\"table\"\(isDrawn ? " class=\"drawn\"" : "")><caption>\(markup(table.caption))</caption>"
      + "<thead role=\"rowgroup\">\(head)</thead>\n<tbody role=\"rowgroup\">\n\(rows.joined(separator: "\n"))\n</tbody></table>"
  }

  // MARK: Lists

  private static func html(_ entry: Section.Entry, _ charts: Charts) -> String {
    var parts: [String] = []
    switch entry.mark {
    case .skill(let verdict):
      return "<li class=\"skill\">\(sign(verdict))"
        + "<span><span class=\"name\">\(markup(entry.title))</span> <span class=\"words\">\(prose(entry.words))</span></span></li>"
    case .priority(let priority):
      let style = priority.prefix { $0 != " " }
      parts.append(
        "<span class=\"name\">\(prose(entry.title))</span>: \(prose(entry.words)), "
          + "<span class=\"tag \(markup(String(style)))\">\(markup(priority))</span>")
    case .open, .begun, .done, nil:
      parts.append(
        "<span class=\"name\">\(prose(entry.title))</span>"
          + (entry.words.isEmpty ? "" : entry.words.first?.isUppercase ?? false ? ". " : ": ")
          + prose(entry.words))
    }
    if let skills = entry.drawn { parts.append(charts.stack(skills)) }
    parts += entry.notes.map { "<p class=\"notes\">\(prose($0))</p>" }
    if let proof = entry.proof { parts.append("<p class=\"proof\">Shown by: \(linked(proof))</p>") }
    if !entry.links.isEmpty {
      parts.append("<p class=\"links\">\(entry.links.map(anchor).joined(separator: " · "))</p>")
    }
    return "<li>\(parts.joined(separator: "\n"))</li>"
  }

  /// The sign of a skill, as on the screens; the words beside it say the same.
  private static func sign(_ verdict: SkillVerdict.Model?) -> String {
    let (style, sign) =
      switch verdict {
      case .atTarget?: ("at-target", "●")
      case .notSure?: ("not-sure", "◐")
      case .belowTarget?: ("below", "○")
      case nil: ("not-asked", "·")
      }
    return "<span class=\"sign \(style)\" aria-hidden=\"true\">\(sign)</span>"
  }

  private static var signs: String {
    let verdicts: [SkillVerdict.Model?] = [.atTarget, .notSure, .belowTarget, nil]
    return "<ul class=\"legend\">"
      + verdicts.map { "<li>\(sign($0)) \($0?.words ?? "not asked")</li>" }.joined() + "</ul>"
  }

  /// A link to an open resource; the title alone if the address isn't one of the web.
  static func anchor(_ link: Action.Link) -> String {
    guard isAddress(link.url) else { return markup(link.title) }
    return "<a href=\"\(markup(link.url))\" rel=\"noopener noreferrer\">\(markup(link.title))</a>"
  }

  /// A proof, as a link if it is an address.
  private static func linked(_ text: String) -> String {
    isAddress(text) ? anchor(Action.Link(title: text, url: text)) : prose(text)
  }

  /// True if a text is an address of the web and nothing else.
  static func isAddress(_ text: String) -> Bool {
    let lower = text.lowercased()
    return ["https://", "http://"].contains { lower.hasPrefix($0) && lower.count > $0.count }
      && text.unicodeScalars.allSatisfy {
        $0.value > 32 && $0.value != 127 && !"\"'<>`\\".unicodeScalars.contains($0)
      }
  }

  // MARK: Text

  /// Text whose scores and percentages aren't divided by a line break.
  private static func prose(_ text: String) -> String {
    markup(text).replacing(" ± ", with: "\u{a0}±\u{a0}").replacing(" %", with: "\u{a0}%")
  }

  /// The same for a cell: a short one stays on one line.
  private static func kept(_ text: String) -> String {
    text.contains("±") || text.hasSuffix(" sure")
      ? "<span class=\"whole\">\(prose(text))</span>" : prose(text)
  }
}

/// Escapes text for HTML.
///
/// It goes by code points: a quotation mark with an accent upon it would still end an attribute.
func markup(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result.append(contentsOf: "&amp;".unicodeScalars)
    case "<": result.append(contentsOf: "&lt;".unicodeScalars)
    case ">": result.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
    case "'": result.append(contentsOf: "&#39;".unicodeScalars)
    case "\n", "\t": result.append(scalar)
    case _ where ForbiddenCharacters.contains(scalar): continue
    default: result.append(scalar)
    }
  }
  return String(result)
}

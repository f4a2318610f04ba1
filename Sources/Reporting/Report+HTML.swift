import TextLayout

extension Report {
  /// The report as one self-contained HTML page, to print or to send to a mentor.
  public func html() -> String {
    var body: [String] = []
    body.append("<h1>\(markup(assessment.name)): where you stand</h1>")
    body.append(
      "<p>Target: \(markup(profile.name)), \(profile.targetScore). \(markup(basisSentence)) "
        + "Made on \(markup(generatedHere ?? generated)).</p>")
    body += examHTML
    guard hasScore else { return page(body) }
    body.append(
      basis.isOfOneDomain
        ? "<p class=\"overall\">One domain was asked about, so there is no overall.</p>"
        : "<p class=\"overall\"><strong>Overall \(overall.score) ± \(overall.margin), \(markup(overall.bandWord))</strong>; "
          + "\(markup(percent(overall.probabilityAtTarget))) sure that you are at the target.<br>"
          + "± is a 95 % margin: 19 times out of 20 the true value lies within it.</p>")
    if let selection { body.append("<p>Only \(markup(selection)).</p>") }
    body.append(
      "<table><thead><tr><th>Domain</th><th>Score</th><th aria-hidden=\"true\">200 to 800</th><th>Band</th>")
    body.append("<th>At the target?</th></tr></thead><tbody>")
    for domain in domains {
      let measure = domain.measure
      let score = measure.answers == 0 ? "not asked" : "\(measure.score) ± \(measure.margin)"
      body.append(
        "<tr><th>\(markup(domain.name))</th><td>\(score)</td><td aria-hidden=\"true\">\(bar(measure))</td>"
          + "<td>\(markup(measure.bandWord))</td><td>\(markup(verdict(measure.probabilityAtTarget)))</td></tr>"
      )
    }
    body.append("</tbody></table><p>\(markup(Self.worth + (tellsReadiness ? " " + Self.ready : "")))</p>")
    let skills = skillsByID
    for step in steps {
      body.append(
        "<h2>Step \(step.number): \(markup(title(step)))</h2>"
          + (tellsReadiness ? "<p>\(markup(readiness(step))).</p>" : ""))
      if !step.gaps.isEmpty {
        body.append(
          "<table><thead><tr><th>Skill</th><th>Worth</th><th>Sure at target</th><th>Verdict</th></tr></thead><tbody>"
        )
        for id in step.gaps {
          guard let skill = skills[id] else { continue }
          body.append(
            "<tr><th>\(markup(skill.name))</th><td>\(DecimalText.short(skill.worth))</td>"
              + "<td>\(markup(percent(skill.measure.probabilityAtTarget)))</td>"
              + "<td>\(markup(skill.verdict.words))</td></tr>")
        }
        body.append("</tbody></table>")
      }
      guard !step.actions.isEmpty else { continue }
      body.append("<ul>")
      for action in step.actions {
        body.append(
          "<li>\(state(action)): \(markup(action.title)) (\(hours(action.hours))). "
            + "<span>Proof: \(markup(action.proof))</span>"
            + (action.links.isEmpty ? "" : "<br>" + action.links.map(Self.anchor).joined(separator: " · "))
            + "</li>")
      }
      body.append("</ul>")
    }
    body.append("<h2>All skills</h2><table><thead><tr><th>Skill</th><th>Standing</th></tr></thead><tbody>")
    body += skillsByWorth.map { "<tr><th>\(markup($0.name))</th><td>\(markup(known($0)))</td></tr>" }
    body.append("</tbody></table>")
    return page(body)
  }

  /// A page with that body.
  private func page(_ body: [String]) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>\(markup(assessment.name)): where you stand</title>
    <style>
    body { font: 16px/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem;
      color: #1c1c1c; background: #fff; }
    table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
    th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #ddd; font-weight: normal; }
    thead th { font-weight: bold; }
    .overall { font-size: 1.1rem; }
    li span { color: #555; }
    svg { display: block; }
    </style>
    </head>
    <body>
    \(body.joined(separator: "\n"))
    </body>
    </html>

    """
  }

  /// The interval as a line, the estimate as a point, the target as a mark; the score beside it says the same
  /// in text.
  private func bar(_ measure: Measure) -> String {
    func x(_ score: Double) -> Int { Int((min(800, max(200, score)) - 200) / 600 * 200) }
    let target = x(Double(profile.targetScore))
    guard measure.answers > 0 else { return "" }
    return
      "<svg width=\"200\" height=\"16\" aria-hidden=\"true\">"
      + "<line x1=\"0\" y1=\"8\" x2=\"200\" y2=\"8\" stroke=\"#ddd\"/>"
      + "<line x1=\"\(x(measure.scoreInterval.lower))\" y1=\"8\" x2=\"\(x(measure.scoreInterval.upper))\" y2=\"8\" "
      + "stroke=\"#5b7ba6\" stroke-width=\"4\"/>"
      + "<line x1=\"\(target)\" y1=\"1\" x2=\"\(target)\" y2=\"15\" stroke=\"#a4511e\" stroke-dasharray=\"2 2\"/>"
      + "<circle cx=\"\(x(Double(measure.score)))\" cy=\"8\" r=\"4\" fill=\"#1d3557\"/></svg>"
  }
}

extension Report {
  /// A link to an open resource.
  static func anchor(_ link: Action.Link) -> String {
    "<a href=\"\(markup(link.url))\" rel=\"noreferrer\">\(markup(link.title))</a>"
  }
}

/// Escapes text for HTML.
func markup(_ text: String) -> String {
  var result = ""
  for character in text {
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    default: result.append(character)
    }
  }
  return result
}

import TextLayout

extension PlanDocument {
  /// The plan as an iCalendar file (RFC 5545) of all-day events.
  ///
  /// An action keeps its UID, so a calendar that imports a later plan moves the event. Actions that aren't
  /// laid out have no day and no event.
  public func calendar() -> String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Sextant//Plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
      "X-WR-CALNAME:" + Self.escape("Sextant: \(assessment.name)"),
    ]
    for action in weeks.flatMap(\.actions) + done { lines += event(action) }
    var count: [String: Int] = [:]
    let milestones = weeks.flatMap(\.milestones) + (interviewEvent.map { [$0] } ?? [])
    for milestone in milestones {
      count[milestone.kind, default: 0] += 1
      lines += event(
        id: "\(milestone.kind)-\(count[milestone.kind, default: 1])", from: milestone.day,
        dayAfter: milestone.dayAfter, title: milestone.title, details: [])
    }
    lines.append("END:VCALENDAR")
    return lines.map(Self.folded).joined()
  }

  private func event(_ action: Action) -> [String] {
    guard let from = action.from, let dayAfter = action.dayAfter else { return [] }
    let isDone = action.state == "done"
    var details = isDone ? [] : [action.details, "Proof: \(action.proof)"]
    if let priority = action.priority, let reason = action.reason {
      details.append("\(priority.prefix(1).uppercased() + priority.dropFirst()) priority: \(reason)")
    }
    details += action.links.map { "\($0.title): \($0.url)" }
    if let text = action.shownBy { details.append("Shown by: \(text)") }
    if let text = action.note { details.append("Note: \(text)") }
    return event(
      id: action.id, from: from, dayAfter: dayAfter,
      title: isDone
        ? "Done: \(action.title)"
        : "\(action.title) (\(action.time)\(action.parts.map { $0 > 1 ? " in \($0) weeks" : "" } ?? ""))",
      details: details)
  }

  private func event(
    id: String, from: String, dayAfter: String, title: String, details: [String]
  ) -> [String] {
    let stamp = Self.digits(generated)
    return [
      "BEGIN:VEVENT", "UID:\(id)@\(assessment.id).sextant", "DTSTAMP:\(stamp)", "LAST-MODIFIED:\(stamp)",
      // Rises from day to day, so that a calendar takes the later plan.
      "SEQUENCE:\(stamp.prefix(8))", "DTSTART;VALUE=DATE:\(Self.digits(from))",
      "DTEND;VALUE=DATE:\(Self.digits(dayAfter))", "SUMMARY:" + Self.escape(title),
    ] + (details.isEmpty ? [] : ["DESCRIPTION:" + Self.escape(details.joined(separator: "\n"))])
      + ["TRANSP:TRANSPARENT", "CATEGORIES:Sextant", "END:VEVENT"]
  }

  /// An ISO date or time without its separators: `20270131` or `20270131T101500Z`.
  private static func digits(_ text: String) -> String { text.filter { $0 != "-" && $0 != ":" } }

  /// Escapes a text value (RFC 5545, 3.3.11); characters that no text of ours may hold are dropped.
  static func escape(_ text: String) -> String {
    var result = ""
    for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
      switch scalar {
      case "\\", ";", ",": result += "\\" + String(scalar)
      case "\n", "\r": result += "\\n"
      // The joiner holds composed emoji together, and turns no text around.
      case _ where scalar != "\u{200D}" && ForbiddenCharacters.contains(scalar): break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Folds a line after at most 75 octets, never within a character, and ends it (RFC 5545, 3.1).
  static func folded(_ line: String) -> String {
    var result = ""
    var octets = 0
    for character in line.unicodeScalars {
      let width = String(character).utf8.count
      if octets + width > 75 {
        result += "\r\n "
        octets = 1
      }
      result.unicodeScalars.append(character)
      octets += width
    }
    return result + "\r\n"
  }
}

import Psychometrics
import TextLayout

/// The pictures of a page, as SVG that grows with the page.
///
/// Horizontal places are shares of the width, so the text in a picture has the same size on every screen.
struct Charts {
  /// The target, in points.
  var target: Int
  /// The name of the target profile.
  var targetName: String

  /// The ends of the scale that is drawn, in points.
  static let range = 200.0...800.0

  /// A place on the scale, as a share of the width in percent.
  static func place(_ score: Double) -> String {
    let inside = min(range.upperBound, max(range.lowerBound, score))
    return percent((inside - range.lowerBound) / (range.upperBound - range.lowerBound))
  }

  private static func percent(_ share: Double) -> String {
    let text = DecimalText.fixed(share * 100, decimals: 2)
    return (text.hasSuffix(".00") ? String(text.dropLast(3)) : text) + "%"
  }

  /// A picture with its text alternative.
  private static func picture(_ style: String, height: Int, says text: String, _ parts: [String]) -> String {
    "<svg class=\"\(style)\" height=\"\(height)\" role=\"img\" aria-label=\"\(markup(text))\">"
      + parts.joined() + "</svg>"
  }

  private static func line(_ style: String, from start: (String, Int), to end: (String, Int)) -> String {
    "<line class=\"\(style)\" x1=\"\(start.0)\" y1=\"\(start.1)\" x2=\"\(end.0)\" y2=\"\(end.1)\"/>"
  }

  private static func text(
    _ words: String, at place: (String, Int), anchor: String = "middle", style: String = "", shift: Int = 0
  ) -> String {
    "<text x=\"\(place.0)\" y=\"\(place.1)\" text-anchor=\"\(anchor)\""
      + (style.isEmpty ? "" : " class=\"\(style)\"") + (shift == 0 ? "" : " dx=\"\(shift)\"")
      + ">\(markup(words))</text>"
  }

  // MARK: One score

  /// What a score's picture shows, in words.
  private func says(_ measure: Report.Measure) -> String {
    "Most likely \(measure.score), between \(Int(measure.scoreInterval.lower)) and "
      + "\(Int(measure.scoreInterval.upper)); target \(target)"
  }

  /// The interval, the estimate and the target.
  private func marks(_ measure: Report.Measure, height: Int) -> [String] {
    let middle = height / 2
    let (lower, upper) = (measure.scoreInterval.lower, measure.scoreInterval.upper)
    var parts = [
      Self.line("interval", from: (Self.place(lower), middle), to: (Self.place(upper), middle)),
      Self.line(
        "target", from: (Self.place(Double(target)), 1), to: (Self.place(Double(target)), height - 1)),
    ]
    // The interval goes on beyond the scale.
    if lower < Self.range.lowerBound { parts.append(Self.text("‹", at: ("0%", middle + 4), shift: -6)) }
    if upper > Self.range.upperBound { parts.append(Self.text("›", at: ("100%", middle + 4), shift: 6)) }
    parts.append(
      "<circle class=\"estimate\" cx=\"\(Self.place(Double(measure.score)))\" cy=\"\(middle)\" r=\"5.5\"/>")
    return parts
  }

  /// A score in a row of a table.
  func bar(_ measure: Report.Measure) -> String {
    let height = 22
    let grid = [300, 500, 700].map {
      Self.line("grid", from: (Self.place(Double($0)), 0), to: (Self.place(Double($0)), height))
    }
    return Self.picture("bar", height: height, says: says(measure), grid + marks(measure, height: height))
  }

  /// The numbers above the rows.
  func axis() -> String {
    Self.picture(
      "axis", height: 16, says: "The scale from 200 to 800",
      [300, 500, 700].map { Self.text("\($0)", at: (Self.place(Double($0)), 12)) })
  }

  /// The overall score on the whole scale, with the bands.
  func scale(_ measure: Report.Measure) -> String {
    let height = 22
    var parts = [Self.line("grid", from: ("0%", 34), to: ("100%", 34))]
    let cuts = ReportingScale.cuts.map { Double(ReportingScale.score($0)) }
    for cut in cuts {
      parts.append(Self.line("grid", from: (Self.place(cut), 22), to: (Self.place(cut), 46)))
    }
    let ends = [Self.range.lowerBound] + cuts + [Self.range.upperBound]
    for (band, (from, to)) in zip(Band.allCases, zip(ends, ends.dropFirst())) {
      parts.append(Self.text(band.name, at: (Self.place((from + to) / 2), 62), style: "wide-only"))
    }
    for number in stride(from: 200, through: 800, by: 100) {
      parts.append(Self.text("\(number)", at: (Self.place(Double(number)), 80)))
    }
    parts.append(
      "<svg y=\"23\" height=\"\(height)\">" + marks(measure, height: height).joined() + "</svg>")
    parts.append(
      Self.text("\(targetName) target", at: (Self.place(Double(target)), 14), style: "aim"))
    return Self.picture("whole-scale", height: 84, says: says(measure), parts)
  }

  // MARK: A step

  /// The skills of a step, by what is known of them.
  func stack(_ skills: Report.Step.Skills) -> String {
    let parts = [
      (skills.atTarget, "at target", "at-target"), (skills.notSure, "unclear", "not-sure"),
      (skills.below, "below target", "below"), (skills.notAsked, "not asked", "not-asked"),
    ].filter { $0.0 > 0 }
    var from = 0
    let bars = parts.map { count, _, style in
      defer { from += count }
      let (start, width) = (Double(from) / Double(skills.total), Double(count) / Double(skills.total))
      return
        "<rect class=\"\(style)\" x=\"\(Self.percent(start))\" y=\"0\" width=\"\(Self.percent(width))\" height=\"14\"/>"
    }
    // Between two colours there is a gap, so that they differ without their colours too.
    var sum = 0
    let gaps = parts.dropLast().map { count, _, _ in
      sum += count
      let place = Self.percent(Double(sum) / Double(skills.total))
      return "<line class=\"gap\" x1=\"\(place)\" y1=\"0\" x2=\"\(place)\" y2=\"14\"/>"
    }
    return Self.picture(
      "stack", height: 14, says: parts.map { "\($0.0) \($0.1)" }.joined(separator: ", "), bars + gaps)
  }

  // MARK: Over time

  /// The attempts as points with margins, and the score as a line that ends at today's number.
  func overTime(_ history: Report.History) -> String {
    let height = 240
    guard let first = history.line.first, let last = history.line.last else { return "" }
    let counted = history.attempts.filter { $0.excluded == nil && $0.alone != nil }
    let times = history.line.map(\.time) + counted.map(\.time)
    let (start, end) = (times.min() ?? 0, times.max() ?? 1)
    let span = end - start
    func x(_ time: Double) -> Double { span > 0 ? (time - start) / span : 1 }
    let values = (history.line.map(\.points) + counted.compactMap(\.alone)).flatMap {
      [Double($0.score - $0.margin), Double($0.score + $0.margin)]
    }
    let step = 100.0
    let low = max(0, ((min(values.min() ?? 300, Double(target)) - 10) / step).rounded(.down) * step)
    let high = min(1000, ((max(values.max() ?? 700, Double(target)) + 10) / step).rounded(.up) * step)
    func y(_ score: Double) -> Int {
      Int((Double(height) * (1 - (min(high, max(low, score)) - low) / (high - low))).rounded())
    }
    var parts: [String] = []
    for value in stride(from: low, through: high, by: step) {
      parts.append(Self.line("grid", from: ("0%", y(value)), to: ("100%", y(value))))
      parts.append(Self.text("\(Int(value))", at: ("0%", y(value) + 4), anchor: "end", shift: -8))
    }
    for (index, tick) in history.ticks.enumerated() where x(tick.time) >= 0 && x(tick.time) <= 1 {
      let place = x(tick.time)
      let anchor = place < 0.12 ? "start" : place > 0.88 ? "end" : "middle"
      parts.append(
        Self.line("grid", from: (Self.percent(place), height), to: (Self.percent(place), height + 5)))
      parts.append(
        Self.text(
          tick.label, at: (Self.percent(place), height + 20), anchor: anchor,
          // A narrow screen has room for every other date.
          style: index.isMultiple(of: 2) ? "" : "wide-only"))
    }
    parts.append(stretched(history.line.map { (x($0.time), $0.points) }, height: height, y))
    parts.append(Self.line("target", from: ("0%", y(Double(target))), to: ("100%", y(Double(target)))))
    for attempt in counted {
      guard let points = attempt.alone else { continue }
      let place = Self.percent(x(attempt.time))
      parts.append(
        Self.line(
          "whisker", from: (place, y(Double(points.score - points.margin))),
          to: (place, y(Double(points.score + points.margin)))))
    }
    for attempt in counted {
      guard let points = attempt.alone else { continue }
      let place = Self.percent(x(attempt.time))
      parts.append("<circle class=\"ring\" cx=\"\(place)\" cy=\"\(y(Double(points.score)))\" r=\"4\"/>")
    }
    let today = y(Double(last.points.score))
    parts.append(
      "<circle class=\"estimate\" cx=\"\(Self.percent(x(last.time)))\" cy=\"\(today)\" r=\"5.5\"/>")
    // The two labels at the right don't cover each other.
    let aim = y(Double(target))
    let gap = max(0, 15 - abs(today - aim))
    let isAbove = today < aim
    let up = (gap + 1) / 2
    parts.append(
      Self.text(
        "\(last.points.score) today", at: ("100%", today + 4 + (isAbove ? -up : up)), anchor: "start",
        style: "strong", shift: 10))
    parts.append(
      Self.text(
        "target \(target)", at: ("100%", aim + 4 + (isAbove ? gap - up : up - gap)), anchor: "start",
        style: "aim", shift: 10))
    let count = counted.count
    return Self.picture(
      "over-time", height: height + 26,
      says: "\(count) attempt\(count == 1 ? "" : "s") from \(first.day.long) to \(last.day.long). "
        + "The score went from \(first.points.words) to \(last.points.words). The target is \(target).", parts
    )
      + Self.keys
  }

  /// The line and its margin; their width is stretched to that of the picture.
  private func stretched(
    _ line: [(x: Double, points: Report.Points)], height: Int, _ y: (Double) -> Int
  ) -> String {
    func point(_ x: Double, _ score: Int) -> String { "\(Int((x * 1000).rounded())),\(y(Double(score)))" }
    let upper = line.map { point($0.x, $0.points.score + $0.points.margin) }
    let lower = line.reversed().map { point($0.x, $0.points.score - $0.points.margin) }
    return
      "<svg width=\"100%\" height=\"\(height)\" viewBox=\"0 0 1000 \(height)\" preserveAspectRatio=\"none\">"
      + "<polygon class=\"band\" points=\"\((upper + lower).joined(separator: " "))\"/>"
      + "<polyline class=\"score\" points=\"\(line.map { point($0.x, $0.points.score) }.joined(separator: " "))\"/></svg>"
  }

  private static let keys =
    "<ul class=\"legend\"><li><span class=\"key stroke\"></span>Your score</li>"
    + "<li><span class=\"key margin\"></span>Its margin of error</li>"
    + "<li><span class=\"key dot\"></span>An attempt on its own, with its margin</li>"
    + "<li><span class=\"key aimed\"></span>Target</li></ul>"

  /// What the colours of the steps mean.
  static let stepKeys =
    "<ul class=\"legend\">"
    + [
      ("at-target", "At target"), ("not-sure", "Unclear"), ("below", "Below target"),
      ("not-asked", "Not asked"),
    ].map { "<li><span class=\"key \($0)\"></span>\($1)</li>" }.joined() + "</ul>"
}

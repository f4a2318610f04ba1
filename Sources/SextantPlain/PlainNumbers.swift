import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore

/// Numbers and names in plain text.
public enum PlainNumbers {
  /// The difference between two scores as shown, in words, such as `up 50 points`.
  static func changeInWords(from before: Double, to after: Double) -> String {
    let points = ReportingScale.score(after) - ReportingScale.score(before)
    return points == 0 ? "the same" : "\(points > 0 ? "up" : "down") \(abs(points)) points"
  }

  /// A probability in words; never 0 or 100, because no measurement is certain.
  static func percent(_ probability: Double) -> String {
    ReportingScale.percentText(probability, isSpoken: true)
  }

  /// An attempt by its kind and time, such as `placement of 4 May 2026, 9:25`.
  static func name(_ record: AttemptRecord, _ days: LocalDays) -> String {
    let date = record.finishedAt ?? record.startedAt
    return "\(record.modeName) of \(days.long(date)), \(days.hour(date))"
  }
}

/// One-line explanations of the numbers, given where they first appear.
public enum PlainMeaning {
  static let margin = Glossary.margin.meaning
  static let priority = Glossary.priority.meaning
  static let step = Glossary.step.meaning
  static let verdict = Glossary.verdict.meaning
  /// Explanations given once per session of plain mode, and again on request.
  public static let all = [margin, priority, step, verdict, bands]
  static let bands = Glossary.bands.meaning

  /// The explanations to print on request: all of these, or that of a named term.
  static func explanations(of name: String) -> [String] {
    if name.isEmpty { return all }
    return Glossary.term(named: name).map { ["\($0.name): \($0.meaning)"] }
      ?? ["No term is called that. Terms: \(Glossary.terms.map(\.name).joined(separator: ", "))."]
  }

  /// The names of the roadmap's steps, in one line.
  static func steps(_ roadmap: RoadmapContent) -> String {
    "Steps of the road: "
      + roadmap.steps.map { "\($0.number) \(PlainText.clean($0.name))" }.joined(separator: ", ") + "."
  }

  /// The targets with their scores, in one line.
  static func targets(_ framework: Framework) -> String {
    "Targets: "
      + framework.profiles.map {
        "\(PlainText.clean($0.name)) asks for \(ReportingScale.score($0.target)) in every domain"
      }.joined(separator: ", ") + ", on a scale where most people lie between 200 and 800."
  }
}

/// A list that is printed ten entries at a time.
struct PlainPages: Sendable, Hashable {
  /// The number of entries that a person can listen to at once.
  static let size = 10

  private var from = 0

  /// The positions on the present page.
  func range(of count: Int) -> Range<Int> {
    let start = from < count ? from : 0
    return start..<min(count, start + Self.size)
  }

  /// True if more entries follow this page.
  func hasMore(of count: Int) -> Bool { range(of: count).upperBound < count }

  /// Turns the page; returns what to say if there is no other one.
  mutating func more(_ count: Int) -> [String] {
    guard count > Self.size else { return ["That is all of it."] }
    turn(count)
    return []
  }

  /// Goes to the next page, and from the last one to the first.
  mutating func turn(_ count: Int) { from = hasMore(of: count) ? from + Self.size : 0 }

  /// True before any page was turned.
  var isFirst: Bool { from == 0 }

  /// Which part of the list is printed, if not all of it.
  func part(of count: Int) -> String {
    let range = range(of: count)
    return count <= Self.size ? "" : ", \(range.lowerBound + 1) to \(range.upperBound)"
  }
}

extension PlainNumbers {
  /// The levels that the margin spans, or a note that there are too few answers for one.
  static func band(_ lower: Double, _ upper: Double, _ answers: Int) -> String {
    Words.level(lower: lower, upper: upper, answers: answers) ?? "too few answers for a level"
  }
}

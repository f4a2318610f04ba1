import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore

/// Numbers and names as plain text tells them.
public enum PlainNumbers {
  /// The difference of two scores as they are told, in words, such as `up 50 points`.
  static func changeInWords(from before: Double, to after: Double) -> String {
    let points = ReportingScale.score(after) - ReportingScale.score(before)
    return points == 0 ? "the same" : "\(points > 0 ? "up" : "down") \(abs(points)) points"
  }

  /// A probability in words; never 0 or 100, for nothing measured is certain.
  static func percent(_ probability: Double) -> String {
    ReportingScale.percentText(probability, isSpoken: true)
  }

  /// An attempt by its number, kind and day, such as `attempt 3, placement of 4 May 2026`.
  static func name(_ record: AttemptRecord, _ days: LocalDays) -> String {
    "attempt \(record.number), \(record.modeName) of \(days.long(record.finishedAt ?? record.startedAt))"
  }
}

/// One-line explanations of what the numbers mean, told where they come first.
public enum PlainMeaning {
  static let margin = Glossary.margin.meaning
  static let worth = Glossary.worth.meaning
  static let ready = Glossary.ready.meaning
  static let gap = Glossary.gap.meaning
  /// What is told once in a sitting at the program, and again when it is asked for.
  public static let all = [margin, worth, ready, gap, bands]
  static let bands = Glossary.bands.meaning

  /// What is told where the meanings are asked for: all of these, or that of a term which is named.
  static func told(of name: String) -> [String] {
    if name.isEmpty { return all }
    return Glossary.term(named: name).map { ["\($0.name): \($0.meaning)"] }
      ?? ["No term is called that. Terms: \(Glossary.terms.map(\.name).joined(separator: ", "))."]
  }

  /// The steps of the road by their names, in one line.
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

/// A list that is told ten at a time.
struct PlainPages: Sendable, Hashable {
  /// As many entries as a person listens to at once.
  static let size = 10

  private var from = 0

  /// The places that are told now.
  func range(of count: Int) -> Range<Int> {
    let start = from < count ? from : 0
    return start..<min(count, start + Self.size)
  }

  /// Tells whether something comes after this page.
  func hasMore(of count: Int) -> Bool { range(of: count).upperBound < count }

  /// Turns the page; what to say where there is no other one.
  mutating func more(_ count: Int) -> [String] {
    guard count > Self.size else { return ["That is all of it."] }
    turn(count)
    return []
  }

  /// Goes to the next page, and from the last one to the first.
  mutating func turn(_ count: Int) { from = hasMore(of: count) ? from + Self.size : 0 }

  /// True before any page was turned.
  var isFirst: Bool { from == 0 }

  /// What part of the list is told, where it is not all of it.
  func part(of count: Int) -> String {
    let range = range(of: count)
    return count <= Self.size ? "" : ", \(range.lowerBound + 1) to \(range.upperBound)"
  }
}

extension PlainNumbers {
  /// The band in a word, or that there are too few answers for one.
  static func band(_ mean: Double, _ lower: Double, _ upper: Double, _ answers: Int) -> String {
    guard let band = ReportingScale.band(mean: mean, lower: lower, upper: upper, answers: answers)?.name
    else {
      return "too few answers for a band"
    }
    // One word for a wide margin would say more than is known.
    let ends = [ReportingScale.band(lower).name, ReportingScale.band(upper).name]
    return ends[0] == ends[1] ? band : "\(band) by its middle, \(ends[0]) to \(ends[1]) by its margin"
  }
}

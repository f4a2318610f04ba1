import ItemBank
import Psychometrics
import QuizEngine
import Roadmap
import TextLayout

/// Short texts that screens, plain mode and commands share.
public enum Words {
  /// A score with its 95 % margin, such as `485 ± 50`.
  public static func score(mean: Double, lower: Double, upper: Double) -> String {
    "\(ReportingScale.score(mean)) ± \(ReportingScale.points((upper - lower) / 2))"
  }

  /// A probability in whole percent; never 0 or 100, because no measurement is certain.
  public static func percent(_ probability: Double) -> String {
    ReportingScale.percentText(probability)
  }

  /// How sure it is on which side of the target a skill is, such as `99 % sure you're below the target`; nil while all of its
  /// answers are hidden, because it would tell whether they were right.
  ///
  /// - Parameter isSpoken: True for a percentage that reads well aloud.
  package static func sureness(
    _ gap: Gap, of target: String = "the target", isSpoken: Bool = false
  ) -> String? {
    gap.isHidden
      ? nil
      : SkillVerdict.Model.sureness(
        gap.probabilityAtTarget, as: gap.status, of: target, isSpoken: isSpoken)
  }

  /// The difference between two scores as shown, with its sign, such as `+ 30`.
  public static func change(from before: Double, to after: Double) -> String {
    // Use the rounded scores: rounding the difference itself would sometimes make 675 to 725 a change of 45.
    let points = ReportingScale.score(after) - ReportingScale.score(before)
    return points == 0 ? "± 0" : points > 0 ? "+ \(points)" : "− \(-points)"
  }

  /// Whether a change is an improvement, and how sure that is.
  public static func improved(_ change: ReliableChange) -> String {
    let word =
      switch change.verdict {
      case .improved: "yes"
      case .declined: "no"
      case .notDistinguishable: "unclear"
      }
    return "\(word), \(percent(change.shownProbability))"
  }

  /// How sure it is that a change is real, in the direction that the two scores show.
  package static func sure(_ change: ReliableChange, _ before: Double, _ after: Double) -> String {
    let shown = change.shownProbability
    return percent(after >= before ? shown : 1 - shown)
  }

  /// Whether a domain is at the target, and how sure that is, such as `at target, 84 % sure`.
  ///
  /// - Parameter isSpoken: True for a percentage that reads well aloud.
  package static func verdict(_ probability: Double, isSpoken: Bool = false) -> String {
    SkillVerdict.Model.words(probability, isSpoken: isSpoken)
  }

  /// The levels that an estimate's margin spans, such as `competent to proficient`; nil if there are too few answers.
  ///
  /// Every place that names a level uses this.
  public static func level(lower: Double, upper: Double, answers: Int) -> String? {
    ReportingScale.bandWords(lower: lower, upper: upper, answers: answers)
  }

  /// A time per week, such as `30 minutes a week` or `2 h a week`.
  public static func pace(_ minutes: Int) -> String {
    minutes < 60 ? "\(minutes) minutes a week" : "\(decimal(Double(minutes) / 60)) h a week"
  }

  /// Reads a time per week, such as `90 minutes`, `1.5 h` or `2 hours`.
  ///
  /// - Returns: Minutes; nil for anything else, and for a small number without a unit, which is ambiguous.
  public static func minutes(_ text: String) -> Int? {
    let text = text.lowercased()
    let number = text.prefix { $0.isNumber || $0 == "." || $0 == "," }
    let unit = text.dropFirst(number.count).trimmingPrefix { $0 == " " }
      .replacing(/( (a|per|each) week|\/week)$/, with: "")
    guard let value = Double(number.replacing(",", with: ".")), value > 0, value < 10_000 else { return nil }
    switch unit {
    case "m", "min", "mins", "minute", "minutes": return Int(value.rounded())
    case "h", "hr", "hrs", "hour", "hours": return Int((value * 60).rounded())
    case "": return value >= 10 && value == value.rounded() ? Int(value) : nil
    default: return nil
    }
  }

  /// The time that a number of hours takes at a time per week, such as `about 3 weeks`.
  public static func span(hours: Double, minutesAWeek: Int) -> String {
    let weeks = hours * 60 / Double(max(1, minutesAWeek))
    return weeks <= 1
      ? "within a week"
      : weeks < 1.5 ? "a little over a week" : "about \(count(Int(weeks.rounded()), "week"))"
  }

  /// The kind of an item, in words.
  package static func kind(_ kind: ItemKind) -> String {
    switch kind {
    case .singleChoice: "single choice"
    case .multipleChoice: "multiple choice"
    case .numeric: "number"
    case .shortText: "short text"
    case .ordering: "ordering"
    case .matching: "matching"
    case .linePick: "line of code"
    case .situational: "rated actions"
    }
  }

  /// The value that answers a numeric item, with its unit.
  package static func value(_ key: NumericKey) -> String {
    let value =
      key.value == key.value.rounded() && abs(key.value) < 1e15
      ? "\(Int(key.value))" : "\(key.value)"
    return key.unit.isEmpty ? value : "\(value) \(key.unit)"
  }

  /// How a typed number is read, such as `3.5 h`; both readings where it has two, and nil if it is none.
  package static func reading(of text: String, unit: String) -> String? {
    let readings = NumericEntry.values(of: text, unit: unit).map { value in
      // Use the singular of the unit for one.
      let unit = value == 1 && unit.count > 2 && unit.hasSuffix("s") ? String(unit.dropLast()) : unit
      return self.value(NumericKey(value: value, tolerance: 0, unit: unit))
    }
    // All readings are compared with the key, so naming only one would be wrong.
    guard let first = readings.first, readings.count > 1 else { return readings.first }
    return readings.dropFirst().reduce(first) { $0 + " or as " + $1 } + "; either counts where it is right"
  }

  /// The names of the ratings of an action, from 1.
  package static let effectiveness = ["", "ineffective", "slightly effective", "effective", "very effective"]

  /// A number with its noun.
  public static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  /// A count with its noun in the form that fits, for nouns whose plural takes more than an s.
  public static func count(_ number: Int, _ noun: String, _ plural: String) -> String {
    "\(number) \(number == 1 ? noun : plural)"
  }

  /// One decimal, or none if that decimal is zero.
  public static func decimal(_ value: Double) -> String {
    DecimalText.short(value)
  }

  /// Points with one decimal, so that they line up in a column.
  public static func points(_ value: Double) -> String {
    DecimalText.tenths(value)
  }

  /// A text padded with spaces to a width, or cut to it.
  public static func fit(_ text: String, _ columns: Int) -> String {
    let cut = CellText.truncate(text, columns: columns)
    return cut + String(repeating: " ", count: max(0, columns - CellText.width(of: cut)))
  }

  /// A text padded with spaces on the left.
  public static func right(_ text: String, _ columns: Int) -> String {
    let cut = CellText.truncate(text, columns: columns)
    return String(repeating: " ", count: max(0, columns - CellText.width(of: cut))) + cut
  }
}

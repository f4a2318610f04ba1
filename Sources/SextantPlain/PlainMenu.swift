import ItemBank
import Psychometrics
import SextantCore

/// The menu of plain mode: the whole list at first and on request, otherwise one short line.
public struct PlainMenu: Sendable {
  /// The entries of the menu.
  public enum Choice: String, Sendable, Hashable, CaseIterable {
    /// Start a placement, or continue the open one.
    case placement
    /// Continue the open attempt, whatever its kind.
    case resume
    /// The report.
    case report
    /// The attempts.
    case history
    /// A drill over everything.
    case drill
    /// A drill that looks for misconceptions.
    case misconceptions
    /// The plan.
    case plan
    /// The evidence.
    case evidence
    /// What is due for review.
    case reviews
    /// A mock exam.
    case exam
    /// The map of skills.
    case map
    /// The bank.
    case bank
    /// The settings.
    case settings
    /// The gap report.
    case gaps
    /// What the terms mean.
    case glossary
    /// The flagged questions and the notes.
    case notes
    /// Start the short measurement that would settle most.
    case measure
    /// End or drop the open attempt.
    case close
    /// Leave the program.
    case leave
  }

  /// The numbered entries, in order.
  static let numbered = Choice.allCases.filter {
    ![.measure, .misconceptions, .close, .leave, .resume].contains($0)
  }

  private var isListed = false
  /// The number of items that the person named for the chosen attempt; nil for the settings' number.
  public private(set) var length: Int?
  /// The domain that the person named for the chosen drill of misconceptions; nil for all.
  public private(set) var domain: String?

  /// Starts with the list.
  public init() {}

  /// The lines to print before the first prompt.
  public static func greeting(_ overview: Overview) -> [String] {
    let framework = overview.content.framework
    var lines = ["Sextant, \(PlainText.clean(framework.name)). Plain mode."]
    if overview.answerCount == 0 {
      lines += [
        "It finds out where you stand, with its uncertainty, and what to do next. Your target is "
          + "\(PlainText.clean(overview.profileName)); settings changes it. A placement takes "
          + "\(overview.time(of: .placement, items: overview.settings.placementLength)), and you can leave at any time.",
        PlainMeaning.targets(framework),
      ]
      if overview.lastAttempt == nil { lines += example(overview) }
    }
    return lines
  }

  /// What there will be to read, with the numbers of a made-up person.
  private static func example(_ overview: Overview) -> [String] {
    let framework = overview.content.framework
    guard let profile = framework.profiles.first(where: { $0.name == overview.profileName }) else {
      return []
    }
    let example = ExampleResult(framework, profile: profile)
    let scores = ([example.overall] + example.domains).map { score in
      let estimate = score.estimate
      return PlainText.clean(score.name) + " "
        + Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
    }
    return [
      "An example of a result, made up: \(scores.joined(separator: ", ")). \(PlainText.clean(example.verdict)) "
        + PlainText.clean(example.advice)
    ]
  }

  /// The lines to print now: the list if it wasn't printed yet, and how to answer.
  public mutating func prompt(_ overview: Overview) -> [String] {
    defer { isListed = true }
    return (isListed ? [] : list(overview)) + ["Menu: a number, help for the list, q to leave:"]
  }

  private func list(_ overview: Overview) -> [String] {
    var lines: [String] = []
    if overview.answerCount > 0 {
      let overall = overview.standing.overall
      lines.append(
        "From all \(Words.count(overview.answerCount, "answer")) that measure\(overview.unansweredWords): overall \(Words.score(mean: overall.mean, lower: overall.lower95, upper: overall.upper95)), "
          + "\(PlainNumbers.band(overall.lower95, overall.upper95, overview.answerCount)); "
          + SkillVerdict.Model.sureness(
            overall.probability(atLeast: overview.standing.target),
            of:
              "the \(PlainText.clean(overview.profileName)) target of \(ReportingScale.score(overview.standing.target))",
            isSpoken: true) + ". "
          + "Abilities change, so older answers say less about today.")
      lines.append(PlainMeaning.margin)
      lines.append("Do first: \(PlainText.clean(overview.firstStep.sentence))")
    }
    if let interview = overview.interviewWays?.first { lines.append("\(interview).") }
    lines += Self.numbered.enumerated().map { "\($0.offset + 1) \(name($0.element, overview))" }
    if let next = overview.nextMeasurement { lines.append("measure: \(PlainText.clean(next.sentence))") }
    if overview.open != nil { lines.append("close: end or drop what waits") }
    return lines + [
      "The words work too; meanings tells what the numbers mean: \(Self.numbered.map(\.rawValue).joined(separator: ", "))."
    ]
  }

  private func name(_ choice: Choice, _ overview: Overview) -> String {
    switch choice {
    case .placement:
      overview.open.map { "go on with your \($0.modeName)" }
        ?? "take a placement, at most \(overview.settings.placementLength) questions, "
        + "\(overview.time(of: .placement, items: overview.settings.placementLength)); "
        + "placement and a number for another length"
    case .report: "report, to hear or to write to a file"
    case .history: "history, results and comparisons"
    case .drill:
      overview.dueReviews > 0
        ? "drill: \(overview.reviews.words), then the gaps that matter most; drill misconceptions "
          + "looks for mistaken ideas"
        : "drill the gaps that matter most; drill misconceptions looks for mistaken ideas"
    case .misconceptions:
      "drill misconceptions: questions that show whether you hold certain mistaken ideas; add a domain's name, such "
        + "as drill misconceptions \(overview.content.framework.domains.first?.shortName.lowercased() ?? "python"), "
        + "for its ideas alone"
    case .reviews: "what is due for review"
    case .exam: "mock exam, \(overview.settings.examLength) questions; exam and a number for another length"
    case .map: "map of skills, to measure or practise one"
    case .gaps: "gap report with what closes each gap"
    case .glossary: "glossary: what margin, target, drill and the other words mean"
    case .notes: "notes: the questions you flagged, and your notes"
    case .plan:
      overview.overdue.isEmpty ? "plan" : "plan: \(Words.count(overview.overdue.count, "action")) late"
    case .measure: overview.nextMeasurement.map { PlainText.clean($0.sentence) } ?? "measure"
    case .evidence, .bank, .settings, .close, .leave, .resume: choice.rawValue
    }
  }

  /// Handles a typed line; returns the lines to print and the choice.
  public mutating func handle(line: String, _ overview: Overview) -> (lines: [String], choice: Choice?) {
    var (word, rest) = PlainText.split(line)
    // As everywhere else, `menu` may be followed by a word.
    if word == "menu", !rest.isEmpty { (word, rest) = PlainText.split(rest) }
    length = nil
    domain = nil
    switch rest.isEmpty ? word : word + " " + rest {
    case "", "help", "?", "list", "menu", "again":
      isListed = false
      return ([], nil)
    case "q", "quit", "leave": return ([], .leave)
    case "back": return (["This is the menu; q leaves the program."], nil)
    case "meanings": return (PlainMeaning.all, nil)
    case _ where word == "meanings": return (PlainMeaning.explanations(of: rest), nil)
    case "close", "end", "drop":
      return overview.open == nil ? (["No attempt waits."], nil) : ([], .close)
    case "measure":
      return overview.nextMeasurement == nil
        ? (["Take a placement first, or finish the attempt that waits."], nil) : ([], .measure)
    case "take": return ([], .placement)
    case "go", "resume", "continue": return ([], overview.open == nil ? .placement : .resume)
    case "review": return ([], .reviews)
    case let asked where word == "help" || word == "?":
      let choice = Choice(rawValue: rest) ?? (["take": .placement, "mock": .exam][rest])
      guard let choice else {
        return (["There is no \(asked.dropFirst(word.count + 1)); help tells the list."], nil)
      }
      let told = name(choice, overview)
      return ([told == choice.rawValue ? "\(told): opens it." : told + "."], nil)
    case "mock": return ([], .exam)
    case let asked where asked.hasPrefix("drill misconceptions") || asked.hasPrefix("misconceptions"):
      let name = asked.split(separator: " ").drop { ["drill", "misconceptions"].contains($0) }
        .joined(separator: " ")
      if name.isEmpty { return ([], .misconceptions) }
      let domains = overview.content.framework.domains
      guard
        let domain = domains.first(where: {
          [$0.id, $0.name, $0.shortName].contains { $0.lowercased() == name }
        })
      else {
        let names = domains.map(\.shortName).joined(separator: ", ")
        return (["No domain is called “\(name)”. They are \(names)."], nil)
      }
      self.domain = domain.id
      return ([], .misconceptions)
    case "flags": return ([], .notes)
    case "gap": return ([], .gaps)
    default: break
    }
    if let number = PlainText.opened(word, rest), let place = PlainText.place(number, of: Self.numbered.count)
    {
      let choice = Self.numbered[place]
      // Carry out the entry of the list.
      return ([], choice == .placement && overview.open != nil ? .resume : choice)
    }
    let sittings = [
      "placement": Choice.placement, "take": .placement, "exam": .exam, "mock": .exam, "drill": .drill,
    ]
    if let choice = sittings[word], let count = Int(rest) {
      let range = choice == .exam ? 8...120 : choice == .drill ? 1...100 : 8...100
      guard range.contains(count) else {
        let name = choice == .exam ? "mock exam" : choice.rawValue
        return (["A \(name) can have \(range.lowerBound) to \(range.upperBound) questions."], nil)
      }
      length = count
      return ([], choice)
    }
    if rest.isEmpty, let choice = Choice(rawValue: word) { return ([], choice) }
    if !rest.isEmpty {
      // Anything after a number or a name would be ignored silently.
      let place = PlainText.place(word, of: Self.numbered.count)
      if let choice = place.map({ Self.numbered[$0] }) ?? Choice(rawValue: word) {
        let what =
          switch choice {
          case .placement, .exam, .drill:
            "\(choice.rawValue) alone begins one, \(choice.rawValue) and a number one of so many questions."
          default: "Type \(word) alone: it opens \(choice.rawValue), where the rest is asked for."
          }
        return ([what], nil)
      }
    }
    return (["Type a number from 1 to \(Self.numbered.count), help or q."], nil)
  }
}

extension PlainMenu.Choice {
  /// The dialogue that it opens at once; nil for what begins or ends something, or is read first.
  var dialogue: (any PlainDialogue)? {
    switch self {
    case .history: PlainHistory()
    case .plan: PlainPlan()
    case .evidence: PlainEvidence()
    case .reviews: PlainReviews()
    case .map: PlainMap()
    case .bank: PlainBank()
    case .settings: PlainSettings()
    case .gaps: PlainGaps()
    case .glossary: PlainGlossary()
    case .notes: PlainMarked()
    case .placement, .resume, .report, .drill, .misconceptions, .exam, .measure, .close, .leave: nil
    }
  }
}

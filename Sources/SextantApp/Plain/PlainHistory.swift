import ItemBank
import Psychometrics
import QuizEngine

/// All attempts in plain text: the trend of each line, and of each attempt the result, the answers and the reasons.
public struct PlainHistory: PlainDialogue, Sendable {
  /// As many attempts or answers as a person listens to at once.
  private static let page = 20

  private var data: HistoryData?
  private var from = 0
  private var result: AttemptResult?
  /// The answers that were listed last, as indices into the result.
  private var answers: [Int] = []
  /// True where the person has left.
  public private(set) var isOver = false

  /// Begins with the list of attempts.
  public init() {}

  /// All attempts are read first.
  public var firstEffects: [Effect] { [.loadHistory] }

  /// The attempts, the newest first, as numbers of the list.
  private var listed: [HistoryData.Entry] { data?.entries.reversed() ?? [] }

  /// The attempts, or how to look into the open one.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    if let result {
      var how = "m misses (\(result.misses.count)), a all answers (\(result.answers.count))"
      if result.explanation != nil { how += ", w what moved the score" }
      if result.change != nil { how += ", c what changed since the attempt before" }
      return ["Attempt \(result.record.number): \(how), a number of the list to read an answer, q back:"]
    }
    guard !listed.isEmpty else { return ["No attempt is finished yet. q back:"] }
    let end = min(listed.count, from + Self.page)
    return ["Attempts, newest first."]
      + (from..<end).map { place in
        let entry = listed[place]
        let day = Timestamps.longDay(entry.record.finishedAt ?? entry.record.startedAt)
        return
          "  \(place + 1). \(day), \(entry.mode.name), \(Words.count(entry.record.responseCount, "item")): "
          + "\(ReportingScale.score(entry.overall.mean)) ± \(ReportingScale.points(1.96 * entry.overall.sd))"
      }
      + ["A number to open one\(end < listed.count ? ", + for more" : ""), t trends, q back:"]
  }

  /// What can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    []
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let word = PlainText.split(line).word
    if let result { return handle(word, result, content) }
    switch word {
    case "q", "":
      isOver = true
      return ([], [])
    case "t": return (trends(content), [])
    case "+":
      from = from + Self.page < listed.count ? from + Self.page : 0
      return ([], [])
    default:
      guard let place = PlainText.place(word, of: listed.count) else {
        return ([listed.isEmpty ? "Type q." : "Type a number from 1 to \(listed.count), t, + or q."], [])
      }
      return ([], [.loadResult(listed[place].record.id)])
    }
  }

  private mutating func handle(_ word: String, _ result: AttemptResult, _ content: AssessmentContent)
    -> (lines: [String], effects: [Effect])
  {
    switch word {
    case "q", "":
      self.result = nil
      answers = []
      return ([], [])
    case "m":
      let misses = result.answers.indices.filter { result.answers[$0].response.credit < 1 }
      answers = misses.filter { isCertain($0, result) } + misses.filter { !isCertain($0, result) }
      return (answers.isEmpty ? ["Everything was right."] : list(result), [])
    case "a":
      answers = Array(result.answers.indices)
      return (list(result), [])
    case "w" where result.explanation != nil: return (reasons(result), [])
    case "c":
      guard let change = result.change else { return (["There is no attempt before it."], []) }
      return (changes(change), [])
    default:
      guard let place = PlainText.place(word, of: answers.count) else {
        return (
          [answers.isEmpty ? "Type m or a first, or q." : "Type a number from 1 to \(answers.count)."], []
        )
      }
      return (answer(result.answers[answers[place]], result), [])
    }
  }

  /// Takes in what came of an effect: what to print.
  public mutating func take(
    _ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview
  ) -> [String] {
    switch outcome {
    case .history(let read): data = read
    case .result(let read):
      result = read
      return summary(read)
    default: break
    }
    return []
  }

  private func trends(_ content: AssessmentContent) -> [String] {
    guard let data, data.entries.count > 1 else { return ["A trend needs two attempts."] }
    let names: [(String, Int?)] =
      [("Overall", nil)] + content.framework.domains.enumerated().map { ($0.element.name, $0.offset) }
    return names.map { name, domain in
      let trend = data.trend(domain: domain)
      return "  \(PlainText.clean(name)): \(trend?.sentence ?? "not asked twice yet")"
    }
  }

  private func summary(_ result: AttemptResult) -> [String] {
    var lines = ["\(result.mode.title) of \(Words.count(result.answers.count, "answer"))."]
    if result.mode.measures {
      let overall = result.standing.overall
      lines.append(
        "Overall \(Words.score(mean: overall.mean, lower: overall.lower95, upper: overall.upper95)).")
      lines += result.domains.enumerated().filter { result.answersOfDomain[$0.offset] > 0 }.map {
        index, domain in
        let estimate = result.standing.domains[index]
        let score = Words.score(mean: estimate.mean, lower: estimate.lower95, upper: estimate.upper95)
        return
          "  \(PlainText.clean(domain.name)): \(score), \(Words.count(result.answersOfDomain[index], "answer"))"
      }
    }
    if let confidence = result.confidence {
      let names = ["guessed", "fairly sure", "certain"]
      lines += names.indices.filter { confidence.given[$0] > 0 }.map {
        "  \(names[$0]): right \(confidence.right[$0]) of \(confidence.given[$0])"
      }
      lines.append(confidence.sentence)
    }
    if !result.misconceptions.isEmpty {
      lines.append(
        "\(Words.count(result.misconceptions.count, "answer")) certain and wrong; they lead the misses.")
    }
    return lines
  }

  /// True for an answer that was certain and wrong.
  private func isCertain(_ index: Int, _ result: AttemptResult) -> Bool {
    let response = result.answers[index].response
    return response.credit == 0 && response.confidence == 3
  }

  private func list(_ result: AttemptResult) -> [String] {
    return answers.enumerated().map { place, index in
      let response = result.answers[index].response
      let verdict =
        response.isUnknown
        ? "not known"
        : response.credit >= 1 ? "right" : response.credit > 0 ? "partly right" : "wrong"
      let sure = isCertain(index, result) ? ", certain" : ""
      return "  \(place + 1). \(verdict)\(sure): \(stem(result.answers[index]))"
    }
  }

  private func stem(_ answered: AnsweredItem) -> String {
    PlainText.clean(answered.item?.stemOnOneRow ?? answered.response.item)
  }

  private func answer(_ answered: AnsweredItem, _ result: AttemptResult) -> [String] {
    let response = answered.response
    guard let item = answered.item else { return ["The bank has this item no longer."] }
    // The numbers are those that were typed.
    let order = Presentation(of: item.task, seed: result.record.seed, position: response.position).order
    let given = Answer(storage: response.answer) ?? .unknown
    return PlainText.question(item, order: order)
      + ["You: \(PlainText.said(given, to: item, order: order))"]
      + PlainText.feedback(
        item, order: order, score: Score(category: response.category, of: response.categoryCount),
        given: given)
      + (response.note.map { ["Your note: \(PlainText.clean($0))"] } ?? [])
  }

  private func reasons(_ result: AttemptResult) -> [String] {
    guard let explanation = result.explanation else { return [] }
    let effects = explanation.effects.sorted { abs($0.overall) > abs($1.overall) }
    return ["Before any answer the score was 500. What it would lack without an answer, the most first:"]
      + effects.map { effect in
        let points = (effect.overall * 1000).rounded() / 10
        let sign = points > 0 ? "plus" : "minus"
        return "  \(sign) \(Words.decimal(abs(points))): \(stem(result.answers[effect.piece]))"
      }
  }

  private func changes(_ change: Comparison) -> [String] {
    func row(_ name: String, _ row: Comparison.Row) -> String {
      "  \(PlainText.clean(name)): \(ReportingScale.score(row.before)) to \(ReportingScale.score(row.after)), "
        + "\(Words.change(row.change.difference)), \(row.verdict)"
    }
    return ["Since attempt \(change.before.number):", row("Overall", change.overall)]
      + change.frameworkDomains.enumerated().filter {
        change.domains[$0.offset].answers.before > 0 && change.domains[$0.offset].answers.after > 0
      }.map { row($0.element.name, change.domains[$0.offset]) }
  }
}

import QuizEngine

/// An exam's result in words, the same on screens, in plain mode, in commands and in reports.
extension ExamResult {
  /// The result in a few words, such as `26 of 40 right, 65 %: passed`.
  public var headline: String { "\(right) of \(total) right, \(percent) %: \(verdict)" }

  /// The result as sentences: how many were right, and whether that passes the cut.
  public var verdictSentence: String {
    "\(right) of \(total) right (\(percent) %). \(isPassed ? "Passed" : "Not passed"): the cut is \(cut) %."
  }

  /// `passed` or `not passed`.
  public var verdict: String { isPassed ? "passed" : "not passed" }

  /// The cut, as a sentence.
  public var cutSentence: String { "You pass from \(cut) % right, out of all \(total) questions." }

  /// What became of the questions that aren't right, as a sentence; empty if all are right.
  public var restSentence: String {
    let parts = [
      (partly, "partly right"), (wrong, "wrong"), (unknown, "“I don't know”"), (unanswered, "unanswered"),
    ].filter { $0.0 > 0 }
    guard !parts.isEmpty else { return "" }
    return "Not right: " + parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ") + "."
  }

  /// The time used, such as `Time: 41 min of 60 min`.
  public var timeSentence: String {
    let used = Timestamps.duration(milliseconds: milliseconds)
    guard let timeLimit else { return "Time: \(used), without a limit." }
    return "Time: \(used) of \(Timestamps.duration(milliseconds: timeLimit * 1000))."
  }

  /// Why there is no score on the reporting scale; nil if there is one.
  public var noScoreSentence: String? {
    guard !hasScore else { return nil }
    return
      "Too few answers for a score: \(countedAnswers) \(countedAnswers == 1 ? "counts" : "count"), "
      + "a score needs \(Self.leastAnswers)."
  }

  /// What the exam's questions do to the person's score, by the rule of `CountedResponses`.
  public var countingSentence: String? {
    guard hasScore else { return Self.shortExamRule }
    guard unanswered > 0 else { return nil }
    return unanswered == 1
      ? "The question without an answer counts as not right in your score."
      : "The \(unanswered) questions without an answer count as not right in your score."
  }

  /// What an exam with too few answers does to the score, as sentences.
  static let shortExamRule =
    "So this exam can't raise your score: right answers add nothing, and all other questions count as not right."

  /// That some answers count as right or wrong here but not for the score; nil if all do.
  public var rapidSentence: String? {
    guard rapid > 0 else { return nil }
    return
      "\(Words.count(rapid, "answer")) came faster than the question can be read. "
      + "\(rapid == 1 ? "It counts" : "They count") for the exam, but not for your score."
  }

  /// The right answers of a domain, such as `3 of 5`.
  public func count(inDomain index: Int) -> String { "\(domains[index].right) of \(domains[index].total)" }
}

extension Comparison {
  /// True if both attempts have a score on the reporting scale.
  public var hasScores: Bool { (exams.before?.hasScore ?? true) && (exams.after?.hasScore ?? true) }

  /// What the two attempts found as exams, as sentences; empty if neither is an exam.
  ///
  /// - Parameter names: What to call the two attempts, such as their days.
  public func examSentences(_ names: [String]) -> [String] {
    zip(names, [exams.before, exams.after]).compactMap { name, exam in
      exam.map { "\(name.prefix(1).uppercased())\(name.dropFirst()): \($0.headline). \($0.timeSentence)" }
    } + (hasScores ? [] : ["Too few answers for a score, so there is no change in score to show."])
  }
}

extension Exam {
  /// A warning before an exam with too few answers is handed in; nil if there are enough.
  package var tooFewSentence: String? {
    let count = itemStates.count { $0.answer != nil }
    guard count < ExamResult.leastAnswers else { return nil }
    return "Fewer than \(ExamResult.leastAnswers) answers can't raise your score, only lower it."
  }

  /// The rules that everybody should know before a mock exam begins.
  ///
  /// - Parameter cut: The cut in percent.
  public static func rules(cut: Int) -> String {
    "You pass from \(cut) % right. A question without an answer counts as not right, here and in your score. "
      + Session.clockRule
  }
}

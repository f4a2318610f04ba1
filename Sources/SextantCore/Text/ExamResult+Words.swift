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
  ///
  /// What was missed and what was left unanswered have a number each.
  public var restSentence: String {
    let missed = [(wrong, "wrong"), (partly, "partly right"), (unknown, "“I don't know”")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }
    let parts =
      (missed.isEmpty ? [] : ["\(counts.missed) missed (\(missed.joined(separator: ", ")))"])
      + (unanswered == 0 ? [] : ["\(unanswered) left unanswered"])
    guard !parts.isEmpty else { return "" }
    let words = parts.joined(separator: ", ")
    return words.prefix(1).uppercased() + words.dropFirst() + "."
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
    return unansweredSentence.map { "\($0) in your score too." }
  }

  /// That questions have no answer and what they count as, up to the end of the sentence; nil if all have one.
  private var unansweredSentence: String? {
    guard unanswered > 0 else { return nil }
    return
      "\(unanswered) of \(total) left unanswered; \(unanswered == 1 ? "it counts" : "they count") as not right"
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

  /// The right answers of a domain out of all its questions, such as `3 of 5`.
  public func count(inDomain index: Int) -> String {
    "\(domains[index].right) of \(domains[index].questions)"
  }
  /// What became of a domain's questions, such as `3 of 5 right, 1 missed, 1 unanswered`.
  package func words(inDomain index: Int) -> String {
    let count = domains[index]
    return "\(self.count(inDomain: index)) right" + (count.missed == 0 ? "" : ", \(count.missed) missed")
      + (count.unanswered == 0 ? "" : ", \(count.unanswered) unanswered")
  }
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
    }
      + (hasScores
        ? [] : ["One of the two has too few answers for a score, so only right answers are compared."])
      + unansweredSentences(names)
  }
}

extension Exam {
  /// The number of questions without any answer.
  package var unansweredCount: Int { itemStates.count { $0.answer == nil } }

  /// That questions have no answer, before the exam is handed in, such as `12 questions have no answer`; nil if all
  /// have one.
  package var unansweredWords: String? {
    let open = unansweredCount
    return open == 0 ? nil : "\(Words.count(open, "question")) \(open == 1 ? "has" : "have") no answer"
  }

  /// What handing in does with the questions that have no answer, as sentences; nil if all have one.
  package var unansweredSentences: String? {
    let open = unansweredCount
    guard open > 0 else { return nil }
    return "\(open == 1 ? "It counts" : "They count") as not right, here and in your score."
      + (itemStates.count - open < ExamResult.leastAnswers
        ? " Fewer than \(ExamResult.leastAnswers) answers can't raise your score, only lower it." : "")
      + (open * 4 >= itemStates.count
        ? " If you only wanted a look, you can leave the exam out of your score afterwards." : "")
  }

  /// The rules that everybody should know before a mock exam begins.
  ///
  /// - Parameter cut: The cut in percent.
  public static func rules(cut: Int) -> String {
    "You pass from \(cut) % right. \(Words.rules) A question without an answer counts as not right, here and in your score. "
      + Session.clockRule
  }
}

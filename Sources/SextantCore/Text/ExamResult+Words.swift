import QuizEngine

/// An exam's result in words, the same on screens, in plain mode, in commands and in reports.
extension ExamResult {
  /// The result in a few words, such as `26 of 40 right, 65 %: passed`.
  public var headline: String { "\(right) of \(total) right, \(percent) %: \(verdict)" }

  /// The result as sentences: how many were right, and whether that is enough to pass.
  public var verdictSentence: String {
    "\(right) of \(total) right (\(percent) %). \(isPassed ? "Passed" : "Not passed"): the pass mark is \(cut) %."
  }

  /// `passed` or `not passed`.
  public var verdict: String { isPassed ? "passed" : "not passed" }

  /// The pass mark, as a sentence.
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

  /// The time used and the time per question, as a sentence.
  ///
  /// The time per question is the whole time by the questions with an answer, so the two numbers agree.
  public var timeSentence: String {
    let used = Timestamps.duration(milliseconds: milliseconds)
    let each = pace.map { ", \($0) per question" } ?? ""
    guard let timeLimit else { return "Time: \(used), without a limit\(each)." }
    let limit = Timestamps.duration(milliseconds: timeLimit * 1000)
    let short = used.suffix(4) == " min" && limit.suffix(4) == " min" ? String(used.dropLast(4)) : used
    return "Time: \(short) of \(limit)\(each)."
  }

  /// The time per question in words; nil if none has an answer.
  private var pace: String? {
    answered == 0 ? nil : Timestamps.each(milliseconds: milliseconds / answered)
  }

  /// Why there is no score on the reporting scale; nil if there is one.
  public var noScoreSentence: String? {
    guard !hasScore else { return nil }
    return
      "Too few answers for a score of its own: \(countedAnswers) \(countedAnswers == 1 ? "counts" : "count"), "
      + "and that takes \(Self.leastAnswers)."
  }

  /// What questions without an answer do to the person's score, as a sentence; nil if all have one.
  public var countingSentence: String? {
    guard unanswered > 0 else { return nil }
    return "\(unanswered) of \(total) left unanswered: "
      + "\(unanswered == 1 ? "it counts" : "they count") as not right, in your score too."
  }

  /// What became of the questions, as the reason why a score is what it is.
  ///
  /// Such as `7 of 8 right`, or `2 of 8 right, and the 3 left unanswered count as not right`.
  package var reasonWords: String {
    let right = "\(right) of \(total) right"
    guard unanswered > 0 else { return right }
    return unanswered == 1
      ? "\(right), and the one left unanswered counts as not right"
      : "\(right), and the \(unanswered) left unanswered count as not right"
  }

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
        ? " With fewer than \(ExamResult.leastAnswers) answers the exam gets no score of its own." : "")
      + (open * 4 >= itemStates.count
        ? " If you only wanted a look, you can leave the exam out of your score afterwards." : "")
  }

  /// The rules that everybody should know before a mock exam begins.
  ///
  /// - Parameters:
  ///   - cut: The pass mark in percent.
  ///   - questions: The number of questions.
  public static func rules(cut: Int, questions: Int) -> String {
    "You pass from \(cut) % right. \(Words.rules) Every answer counts for your score, from the first one on. "
      + "A question without an answer counts as not right, here and in your score. An answer never costs more. "
      + (questions < ExamResult.leastAnswers
        ? "With fewer than \(ExamResult.leastAnswers) questions this exam gets no score of its own. "
        : "From \(ExamResult.leastAnswers) answers on, the exam gets a score of its own too. ")
      + Session.clockRule
  }
}

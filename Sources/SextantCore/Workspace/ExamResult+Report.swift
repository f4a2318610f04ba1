import ItemBank
import QuizEngine
import Reporting

extension Report.Exam {
  /// The result of an exam with its sentences, for reports and for the table of the history.
  init(_ exam: ExamResult, domains: [Domain]) {
    self.init(
      right: exam.right, partly: exam.partly, wrong: exam.wrong, unknown: exam.unknown,
      unanswered: exam.unanswered, total: exam.total, percent: exam.percent, cut: exam.cut,
      isPassed: exam.isPassed, seconds: exam.milliseconds / 1000, timeLimit: exam.timeLimit,
      domains: zip(domains, exam.domains).map {
        Count(
          id: $0.id, name: $0.name, right: $1.right, missed: $1.missed, unanswered: $1.unanswered,
          total: $1.questions)
      },
      whyNoScore: exam.noScoreSentence,
      sentences: ([exam.headline + ".", exam.cutSentence, exam.restSentence, exam.timeSentence]
        + [exam.rapidSentence ?? "", exam.countingSentence ?? ""]).filter { !$0.isEmpty }
    )
  }
}

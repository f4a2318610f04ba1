import Foundation
import Psychometrics
import QuizEngine
import Reporting
import SextantApp

/// The program as a plain dialogue: numbered choices, one line at a time, no drawing.
struct PlainShell {
  let options: StartOptions
  private let space: Workspace
  private let runner: EffectRunner

  init(options: StartOptions, workspace: Workspace? = nil) throws {
    self.options = options
    let space = try workspace ?? options.workspace()
    self.space = space
    runner = EffectRunner { space }
  }

  /// Asks what to do until the person leaves or the input ends.
  func menu() throws {
    Output.line("Sextant, \(space.framework.name). Plain mode.")
    let start = try space.overview()
    if start.answerCount == 0 {
      Output.line(
        "It finds out where you stand, with its uncertainty, and what to do next. Your target is "
          + "\(start.profileName); 11 changes it. A placement takes 15 to 20 minutes, and you can leave at any time."
      )
    }
    while true {
      let overview = try space.overview()
      Output.line("")
      if overview.answerCount > 0 {
        let overall = overview.standing.overall
        Output.line(
          "Overall \(Words.score(mean: overall.mean, lower: overall.lower95, upper: overall.upper95)), "
            + "\(ReportingScale.band(overall.mean).name). ± is a 95 % margin.")
      }
      let first =
        overview.open == nil ? "take a placement" : "go on with your \(overview.open?.modeName ?? "attempt")"
      Output.line(
        "1 \(first), 2 report with gaps and actions, 3 history, 4 drill what is weakest, 5 plan, 6 evidence, "
          + "7 what is due for review, 8 mock exam, 9 map of skills, 10 bank, 11 settings, q leave:")
      guard let line = readLine() else { return }
      let waits = overview.open.map { "Your \($0.modeName) waits; finish it first with 1." }
      switch line.split(whereSeparator: \.isWhitespace).joined() {
      case "1":
        if let open = overview.open {
          try resume(open.id)
        } else {
          try sit(try space.startAttempt(mode: .placement, scope: .all))
        }
      case "2": Output.data(try space.report().text())
      case "3": if try !talk(PlainHistory()) { return }
      case "4":
        if let waits {
          Output.line(waits)
        } else {
          try sit(try space.startAttempt(mode: .drill, scope: .all))
        }
      case "5": if try !talk(PlainPlan()) { return }
      case "6": if try !talk(PlainEvidence()) { return }
      case "7": try reviews()
      case "8": if let waits { Output.line(waits) } else { try sit(try space.startExam()) }
      case "9": if try !talk(PlainMap()) { return }
      case "10": if try !talk(PlainBank()) { return }
      case "11": if try !talk(PlainSettings()) { return }
      case "q": return
      default: Output.line("Type a number from 1 to 11, or q.")
      }
    }
  }

  /// Runs a dialogue until the person leaves it; false where the input ended.
  private func talk(_ dialogue: some PlainDialogue) throws -> Bool {
    var dialogue = PlainConversation(dialogue)
    try carryOut(dialogue.firstEffects, for: &dialogue)
    while !dialogue.isOver {
      let overview = try space.overview()
      dialogue.prompt(space.bank.content, overview).forEach(Output.line)
      guard let line = readLine() else { return false }
      let (lines, effects) = dialogue.handle(line: line, space.bank.content, overview)
      try carryOut(effects, for: &dialogue)
      lines.forEach(Output.line)
    }
    return true
  }

  private func carryOut(_ effects: [Effect], for dialogue: inout PlainConversation<some PlainDialogue>) throws
  {
    for effect in effects {
      for outcome in runner.run(effect) {
        if case .failed(let text, _) = outcome { throw CommandFailure(text, code: .cannotWrite) }
        dialogue.take(outcome, space.bank.content, try space.overview()).forEach(Output.line)
      }
    }
  }

  private func reviews() throws {
    let schedule = try space.reviewSchedule()
    Output.line(
      "\(schedule.due.count) due, \(schedule.forToday.count) of them today; \(schedule.later.count) later.")
    for entry in schedule.forToday {
      let stem = try space.bank.item(id: entry.item)?.stem ?? entry.item
      Output.line(
        Output.safe(
          "  \(Int((entry.recall * 100).rounded())) % sure that you still know: "
            + stem.split(whereSeparator: \.isNewline).joined(separator: " ")))
    }
    if !schedule.due.isEmpty { Output.line("4 drills them.") }
  }

  /// Goes on with an attempt, whatever its kind.
  func resume(_ id: String) throws {
    if try space.journal.attempt(id: id)?.mode == Mode.mock.rawValue {
      try sit(try space.resumeExam(id: id))
    } else {
      try sit(try space.resumeAttempt(id: id))
    }
  }

  /// Runs a mock exam until it is handed in, left, or the input ends.
  func sit(_ session: ExamSession) throws {
    var exam = PlainExam(session: session, clock: space.environment.milliseconds())
    exam.opening().forEach(Output.line)
    while !exam.isOver {
      guard let line = readLine() else {
        Output.note("The input ended. Everything answered is saved; `sextant resume --plain` goes on.")
        return
      }
      let (lines, effects) = exam.handle(line: line, clock: space.environment.milliseconds())
      lines.forEach(Output.line)
      for effect in effects {
        for outcome in runner.run(effect) {
          switch outcome {
          case .kept(let next):
            exam.kept(next: next, clock: space.environment.milliseconds()).forEach(Output.line)
          case .finished(let id): try finish(id)
          case .failed(let text, _): throw CommandFailure(text, code: .cannotWrite)
          default: break
          }
        }
      }
    }
  }

  /// Runs one sitting to its end, its pause, or the end of the input.
  func sit(_ session: AttemptSession) throws {
    var sitting = PlainSitting(session: session, clock: space.environment.milliseconds())
    sitting.opening().forEach(Output.line)
    while !sitting.isOver {
      guard let line = readLine() else {
        Output.note("The input ended. Everything answered is saved; `sextant resume --plain` goes on.")
        return
      }
      let (lines, effects) = sitting.handle(line: line, clock: space.environment.milliseconds())
      lines.forEach(Output.line)
      for effect in effects {
        for outcome in runner.run(effect) {
          switch outcome {
          case .recorded(let next):
            sitting.recorded(next: next, clock: space.environment.milliseconds()).forEach(Output.line)
          case .finished(let id): try finish(id)
          case .failed(let text, _): throw CommandFailure(text, code: .cannotWrite)
          default: break
          }
        }
      }
    }
  }

  private func finish(_ id: String) throws {
    let result = try space.result(ofAttempt: id)
    Output.line("\(result.mode.title) finished, \(result.answers.count) answers.")
    guard result.mode.measures else { return }
    Output.data(try space.report(attempt: result.record.number).text())
    if let change = result.change {
      Output.line(
        "Overall since attempt \(change.before.number): \(Words.change(change.overall.change.difference)), "
          + change.overall.verdict + ".")
    }
  }
}

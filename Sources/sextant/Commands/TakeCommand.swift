import ArgumentParser
import QuizEngine
import SextantCore
import SextantPlain

extension Mode: ExpressibleByArgument {}

/// Starts an attempt.
struct TakeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: "Take an assessment.",
    discussion: """
      Examples:
        sextant take                              a placement over all domains
        sextant take --minutes 15                 a placement that fits into 15 minutes at your pace
        sextant take --mode focus --domain mlops  one domain
        sextant take --mode focus                 the domain where ten minutes help most
        sextant take --mode drill --skill python.functions --questions 5
        sextant take --mode mock --minutes 45     a mock exam against the clock
        sextant take --plain --seed 7             plain text, in a repeatable order
      """)

  @OptionGroup var options: GlobalOptions
  @Option(help: "placement, focus, drill or mock.") var mode: Mode?
  @Option(help: ArgumentHelp("Only this domain, such as python.", valueName: "domain")) var domain: String?
  @Option(help: ArgumentHelp("Only this skill, such as python.functions.", valueName: "skill")) var skill:
    String?
  @Option(name: .customLong("questions"), help: ArgumentHelp("At most this many questions.", valueName: "n"))
  var length: Int?
  /// The earlier name of `--questions`, which scripts may still use.
  @Option(name: .customLong("items"), help: .hidden) var formerLength: Int?
  private var items: Int? { length ?? formerLength }
  @Option(
    help: ArgumentHelp(
      "As many questions as fit into this time at your pace. In a mock exam, the time on the clock; 0 for no limit.",
      valueName: "n")) var minutes: Int?
  @OptionGroup var face: FaceOptions

  func validate() throws {
    if domain != nil, skill != nil { throw ValidationError("Give --domain or --skill, not both.") }
    if let items, !(1...200).contains(items) {
      throw ValidationError("--questions takes a number from 1 to 200.")
    }
    if let minutes, !(0...480).contains(minutes) {
      throw ValidationError("--minutes takes a number from 0 to 480.")
    }
    if minutes == 0, mode != .mock {
      throw ValidationError("Only a mock exam can have no limit; --minutes takes a number from 1 to 480.")
    }
    if minutes != nil, items != nil, mode != .mock {
      throw ValidationError("Give --questions or --minutes, not both.")
    }
    if mode == .mock, domain != nil || skill != nil {
      throw ValidationError("A mock exam covers all domains; use --mode focus for one.")
    }
    if mode == .placement, domain != nil || skill != nil {
      throw ValidationError("A placement covers all domains; use --mode focus for one.")
    }
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      if let open = try space.openAttempt() {
        throw CommandFailure(
          "attempt \(open.number), a \(open.modeName) with \(Words.count(open.responseCount, "answer")), waits; "
            + "\(options.values.command("resume")) goes on with it, \(options.values.command("resume --end")) ends it "
            + "with these answers, \(options.values.command("resume --drop")) drops it without a result",
          code: .failed)
      }
      let scope = try scope(in: space)
      let chosen = mode ?? (scope == .all ? .placement : .focus)
      if chosen == .mock {
        let session = try space.startExam(length: items, minutes: minutes)
        if !face.plain,
          try Screens.run(options: options.values, request: .take(.resumeAttempt(session.record.id)))
        {
          return
        }
        try PlainShell(options: options.values, workspace: space, start: .exam(session)).run()
        return
      }
      let limit = try items ?? minutes.map { try space.items(within: $0, of: chosen, scope: scope) }
      let session = try space.startAttempt(mode: chosen, scope: scope, length: limit)
      if !face.plain {
        if try Screens.run(options: options.values, request: .take(.resumeAttempt(session.record.id))) {
          return
        }
        Output.note("There is no terminal to draw on, so this goes on in plain text.")
      }
      try PlainShell(options: options.values, workspace: space, start: .attempt(session)).run()
    }
  }

  private func scope(in space: Workspace) throws -> Scope {
    if let domain {
      guard space.framework.domains.contains(where: { $0.id == domain }) else {
        throw CommandFailure(space.framework.unknownDomain(domain), code: .usage)
      }
      return .domain(domain)
    }
    if let skill {
      guard space.framework.skills.contains(where: { $0.id == skill }) else {
        throw CommandFailure(space.framework.unknownSkill(skill), code: .usage)
      }
      return .skill(skill)
    }
    guard mode == .focus else { return .all }
    guard let next = try space.overview().nextMeasurement else {
      throw CommandFailure(
        "a focus needs --domain or --skill until a placement shows where ten minutes help most", code: .usage
      )
    }
    Output.note("Measuring \(next.sentence).")
    return next.scope
  }
}

/// Continues the open attempt.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Resume the attempt you left, at its next question.",
    discussion: """
      Examples:
        sextant resume
        sextant resume --plain
        sextant resume --drop     close it without a result
      """)

  @OptionGroup var options: GlobalOptions
  @OptionGroup var face: FaceOptions
  @Flag(help: "Finish it with the answers so far instead.") var end = false
  @Flag(help: "Close it without a result instead; its answers stay but don't count.") var drop = false

  func validate() throws {
    if end, drop { throw ValidationError("Give --end or --drop, not both.") }
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      guard let open = try space.openAttempt() else {
        throw CommandFailure("no attempt is waiting; `sextant take` starts one", code: .failed)
      }
      if end {
        guard open.mode != Mode.mock.rawValue else {
          throw CommandFailure(
            "a mock exam is handed in from within; \(options.values.command("resume")) goes on with it",
            code: .failed)
        }
        guard open.responseCount > 0 else {
          throw CommandFailure(
            "nothing is answered yet; \(options.values.command("resume --drop")) drops it", code: .failed)
        }
        try space.end(attempt: open.id)
        Output.note("Attempt \(open.number) ended with \(Words.count(open.responseCount, "answer")).")
        return
      }
      if drop {
        try space.close(attempt: open.id)
        let measures = Mode(rawValue: open.mode)?.measures ?? false
        Output.note("Attempt \(open.number) is dropped.")
        if measures, open.responseCount > 0 {
          Output.note(
            "Its answers stay in the history but don't count; "
              + "\(options.values.command("attempts include \(open.number)")) counts them.")
        }
        return
      }
      if !face.plain, try Screens.run(options: options.values, request: .resume) { return }
      let start: PlainInterface.Start =
        open.mode == Mode.mock.rawValue
        ? .exam(try space.resumeExam(id: open.id)) : .attempt(try space.resumeAttempt(id: open.id))
      try PlainShell(options: options.values, workspace: space, start: start).run()
    }
  }
}

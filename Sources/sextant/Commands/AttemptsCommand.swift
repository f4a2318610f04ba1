import ArgumentParser
import Foundation
import SextantCore

/// Changes which attempts count.
struct AttemptsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attempts", abstract: "List attempts, leave one out of your score, or delete one.",
    discussion: """
      Examples:
        sextant attempts
        sextant attempts exclude 3 --reason "my colleague tried it"
        sextant attempts include 3
        sextant attempts delete 3
      An excluded attempt stays in the history, marked with its reason. A deleted one is gone for good.
      """,
    subcommands: [
      AttemptsListCommand.self, AttemptsExcludeCommand.self, AttemptsIncludeCommand.self,
      AttemptsDeleteCommand.self,
    ], defaultSubcommand: AttemptsListCommand.self)
}

/// Lists all attempts, drills as well.
struct AttemptsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List all attempts with their state.",
    discussion: """
      Examples:
        sextant attempts list
        sextant attempts list --json
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  private struct Row: Encodable {
    var attempt: Int
    var started: String
    var finished: String?
    var mode: String
    /// `open`, `finished` or `abandoned`.
    var state: String
    var answers: Int
    /// Why it doesn't count; missing if it does.
    var excluded: String?
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let records = try space.attempts()
      if json {
        try Output.json(
          records.map {
            Row(
              attempt: $0.number, started: Timestamps.text($0.startedAt),
              finished: $0.finishedAt.map { Timestamps.text($0) }, mode: $0.mode, state: $0.state.rawValue,
              answers: $0.responseCount, excluded: $0.exclusion)
          })
        return
      }
      guard !records.isEmpty else {
        Output.note("There is no attempt yet; `sextant take` begins one.")
        return
      }
      let days = space.environment.days()
      Output.table(
        [["Attempt", "Begun", "Kind", "Answers", "State"]]
          + records.map { record in
            let state =
              switch record.state {
              case .open: "open"
              case .finished: "finished"
              case .abandoned: "closed early"
              }
            return [
              "\(record.number)", days.long(record.startedAt), record.modeName, "\(record.responseCount)",
              record.exclusion.map { "\(state), excluded: \($0)" } ?? state,
            ]
          }, right: [0, 3])
    }
  }
}

/// Leaves an attempt out of the score.
struct AttemptsExcludeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exclude", abstract: "Leave an attempt out of your score; it stays in the history.",
    discussion: """
      Examples:
        sextant attempts exclude 3 --reason rushed
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The number of the attempt.") var number: Int
  @Option(help: "Why it shouldn't count.") var reason: String

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      try space.exclude(attempt: space.attempt(number: number).id, reason: reason)
      Output.note(
        "Attempt \(number) doesn't count any more; "
          + "\(options.values.command("attempts include \(number)")) counts it again.")
    }
  }
}

/// Lets an excluded attempt count again.
struct AttemptsIncludeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "include", abstract: "Let an excluded attempt count again.",
    discussion: """
      Examples:
        sextant attempts include 3
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The number of the attempt.") var number: Int

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let record = try space.attempt(number: number)
      guard record.exclusion != nil else {
        Output.note("Attempt \(number) isn't excluded.")
        return
      }
      try space.include(attempt: record.id)
      Output.note("Attempt \(number) counts again.")
    }
  }
}

/// Deletes an attempt for good.
struct AttemptsDeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete an attempt with its answers for good; it asks first.",
    discussion: """
      Examples:
        sextant attempts delete 3
        sextant attempts delete 3 --forget-reviews --yes
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The number of the attempt.") var number: Int
  @Flag(help: "Also forget the reviews of questions that no other attempt asked.") var forgetReviews = false
  @Flag(help: "Don't ask.") var yes = false

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let record = try space.attempt(number: number)
      let deletion = try space.deletion(ofAttempt: record.id)
      if !yes {
        Output.note(deletion.sentence)
        if let sentence = deletion.reviewSentence {
          Output.note(
            forgetReviews
              ? "Reviews of \(Words.count(deletion.contents.reviews, "question")) go with it." : sentence)
        }
        Output.note("Type yes to delete it:")
        guard let answer = readLine(), ["yes", "y"].contains(answer.lowercased()) else {
          throw CommandFailure("attempt \(number) stays", code: .failed)
        }
      }
      try space.delete(attempt: record.id, forgetsReviews: forgetReviews)
      Output.note("Attempt \(number) is deleted.")
    }
  }
}

import ArgumentParser
import Foundation
import SextantCore
import SextantPlain
import TextLayout

/// Lists the flagged questions and the notes of all attempts.
struct NotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes", abstract: "List the questions you flagged, and your notes.",
    discussion: """
      Examples:
        sextant notes
        sextant notes --search probability
        sextant notes --read 2            question 2 of the list, with its explanation
        sextant notes --json
      Marks of a placement or an exam that is still open are listed once it is over.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false
  @Option(help: "List only questions with these words, in the skill and your note too.") var search = ""
  @Option(help: ArgumentHelp("Print a question of the list with its explanation.", valueName: "number"))
  var read: Int?

  private struct Row: Encodable {
    var item: String
    var skill: String
    var attempt: Int
    var mode: String
    var answered: String
    var result: String
    var isFlagged: Bool
    var note: String?
  }

  func run() throws {
    try sextant.run {
      let space = try options.values.workspace()
      let list = ListModel<MarkedList>(MarkedList.Criteria(), query: SearchQuery(search))
      let questions = list.rows(of: MarkedList(try space.markedQuestions(), space.framework))
      if let read {
        guard questions.indices.contains(read - 1) else {
          throw ValidationError("The list has \(Words.count(questions.count, "question")); name one of them.")
        }
        for line in PlainMarked.text(of: questions[read - 1]) {
          for row in CellText.wrap(line, columns: 80) { Output.line(row) }
        }
        return
      }
      if json {
        try Output.json(
          questions.map { question in
            let response = question.answered.response
            return Row(
              item: response.item, skill: response.skill, attempt: question.attempt,
              mode: question.mode.rawValue,
              answered: Timestamps.text(response.answeredAt), result: response.outcome.word,
              isFlagged: question.isFlagged, note: question.note)
          })
        return
      }
      for (index, question) in questions.enumerated() {
        let day = space.environment.days().long(question.answered.response.answeredAt)
        let flag = question.isFlagged ? ", flagged" : ""
        Output.line(CellText.truncate("\(Words.right("\(index + 1)", 3))  \(question.headline)", columns: 80))
        Output.line(
          "     attempt \(question.attempt), \(question.mode.name) of \(day), \(question.answered.response.outcome.word)\(flag)"
        )
        if let note = question.note {
          for row in CellText.wrap("your note: \(note)", columns: 75) { Output.line("     " + row) }
        }
      }
      Output.note(
        questions.isEmpty
          ? "nothing is marked\(search.isEmpty ? " yet" : " with these words")"
          : "\(Words.count(questions.count, "question")) · --read and a number prints one with its explanation"
      )
    }
  }
}

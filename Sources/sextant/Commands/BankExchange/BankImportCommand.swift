import ArgumentParser
import Interchange
import ItemBank

extension ImportFormat: ExpressibleByArgument {}

/// Reads questions of other programs into a draft assessment.
struct BankImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read questions of other programs into a draft assessment.",
    discussion: """
      Examples:
        sextant bank import quiz.gift --into drafts/algebra
        sextant bank import moodle.xml deck.apkg --into drafts/all --map skills.csv --level 2 --json
        sextant --assessments drafts/algebra
      It reads GIFT, Aiken, Moodle XML, QTI (1.2 as Canvas writes it, 2.1, 2.2, 3.0; items and packages), quizzes in \
      Markdown, Anki's text files and .apkg, and tables (CSV). The report says of each question what was read, what was \
      changed and why, and what couldn't be kept. A draft opens right away, although its items may still lack \
      explanations, sources and reasons; `sextant bank lint` lists what is missing.
      Each category becomes a skill. --map names a file with lines such as Algebra/Matrices,math.linear-algebra.
      """)

  @OptionGroup var options: GlobalOptions
  @Argument(help: "The files.", completion: .file()) var files: [String]
  @ArgumentParser.Option(
    help: ArgumentHelp("The folder of the draft: a new one, or a draft to add to.", valueName: "dir"),
    completion: .directory)
  var into: String
  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The format, if it isn't found in the file: "
        + ImportFormat.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "format"))
  var format: ImportFormat?
  @ArgumentParser.Option(help: "The skill of questions that no category maps, such as math.algebra.")
  var skill: String?
  @ArgumentParser.Option(help: "The level of questions that state none, 1 to 5.") var level: Int?
  @ArgumentParser.Option(
    help: ArgumentHelp("A table of categories and their skills.", valueName: "file"), completion: .file())
  var map: String?
  @Flag(help: "Print the report as JSON.") var json = false

  func validate() throws {
    if let level, !(1...5).contains(level) { throw ValidationError("--level takes a number from 1 to 5.") }
    if let skill, !CategoryMap.isSkill(skill) {
      throw ValidationError("--skill takes a domain and a name in small letters, such as math.algebra.")
    }
  }

  func run() throws {
    try sextant.run {
      do {
        var choices = ItemConversion.Choices(skill: skill, level: level)
        if let map { choices.map = try CategoryMap(try TextFile.read(map), file: map) }
        var job = try ImportJob(folder: into, choices: choices, printsJSON: json)
        for file in files { try job.read(file, format: format) }
        try job.finish()
      } catch let failure as ImportFailure {
        throw CommandFailure(ImportJob.text(failure), code: .badData)
      } catch let failure as FileFailure {
        throw CommandFailure("\(into): \(failure.reason)", code: .cannotCreate)
      }
    }
  }
}

import ArgumentParser
import Foundation
import ItemBank
import SextantCore
import SextantPlain
import SextantScreens

/// Guides an author through writing a new item.
struct BankNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a new item: a template in your editor, checked before it is added.",
    discussion: """
      Examples:
        sextant bank new --skill python.numpy --type numeric --level 2 --name row-means
        sextant bank new --assessments my-role
        sextant bank new --draft row-means.yaml
      The editor is VISUAL, else EDITOR. What breaks a rule is shown with line and remedy, and nothing is added \
      until it is fixed; a draft that you leave is kept, and --draft goes on with it.
      """)

  @OptionGroup var options: GlobalOptions
  @ArgumentParser.Option(help: "The skill; asked where it is missing.") var skill: String?
  @ArgumentParser.Option(help: "The type, such as single-choice.") var type: String?
  @ArgumentParser.Option(help: "The level, 1 to 5.") var level: Int?
  @ArgumentParser.Option(help: "The name within the skill: small letters, digits and hyphens.")
  var name: String?
  @ArgumentParser.Option(
    help: ArgumentHelp("Go on with a draft that was kept.", valueName: "file"), completion: .file())
  var draft: String?
  @Flag(help: "Print the template and do nothing else.") var print = false

  func run() throws {
    try sextant.run {
      let folders = try options.values.folders()
      let bank = try bank(options)
      let today = try options.values.environment().today
      let file: URL
      let skill: Skill
      if let draft {
        file = URL(fileURLWithPath: draft)
        skill = try self.skill(ofDraft: file, in: bank)
      } else {
        let answers = try ask(bank)
        skill = answers.skill
        let text = ItemTemplate.text(
          skill: skill, id: "\(skill.id).\(answers.name)", kind: answers.kind, level: answers.level,
          month: (today.year, today.month))
        if print {
          Output.data(text)
          return
        }
        let drafts = folders.state.appendingPathComponent("drafts")
        FileText.makeFolder(drafts.path)
        file = drafts.appendingPathComponent("\(skill.id).\(answers.name).yaml")
        if !FileManager.default.fileExists(atPath: file.path) {
          do throws(FileFailure) {
            try FileText.create(file.path, with: Array(text.utf8))
          } catch {
            throw CommandFailure("\(file.path) cannot be written: \(error.reason)", code: .cannotCreate)
          }
        }
      }
      let addition = ItemAddition(assessment: folders.assessment)
      guard FileManager.default.isWritableFile(atPath: folders.assessment.path) else {
        throw CommandFailure(
          "\(folders.assessment.path) cannot be written; copy it, and name the copy with --assessments",
          code: .cannotCreate)
      }
      try edit(file, skill: skill, addition: addition, today: (today.year, today.month))
    }
  }

  private func edit(
    _ file: URL, skill: Skill, addition: ItemAddition, today: (year: Int, month: Int)
  ) throws {
    while true {
      try Editor.open(file.path)
      let text = try TextFile.read(file.path)
      if text.allSatisfy(\.isWhitespace) {
        try? FileManager.default.removeItem(at: file)
        Output.note("The draft is empty; nothing was added.")
        return
      }
      let found = try addition.check(
        draft: text, name: file.lastPathComponent, skill: skill.id, today: today)
      for diagnostic in found { Output.line(diagnostic.description) }
      let errors = found.filter { $0.severity == .error }.count
      if found.isEmpty { break }
      let choice = Question.choose(
        errors > 0
          ? "[e]dit again, or [k]eep the draft for later? "
          : "[a]dd it all the same, [e]dit again, or [k]eep the draft for later? ",
        errors > 0 ? "ek" : "aek")
      if choice == "a" { break }
      guard choice == "e" else {
        Output.note("The draft is kept: sextant bank new --draft \(file.path)")
        throw ExitCode(Exit.badData.rawValue)
      }
    }
    let place: URL
    do {
      place = try addition.add(draft: try TextFile.read(file.path), skill: skill)
    } catch let failure as FileFailure {
      throw CommandFailure(
        "\(addition.file(ofSkill: skill.id).path): \(failure.reason)", code: .noInput)
    }
    try? FileManager.default.removeItem(at: file)
    Output.line("added to \(place.path)")
    Output.note("Confirm its key with: sextant bank verify --skill \(skill.id)")
  }

  private func skill(ofDraft file: URL, in bank: Bank) throws -> Skill {
    let text = try TextFile.read(file.path)
    let line = text.split(separator: "\n").first { $0.hasPrefix("skill:") }
    let id = line?.dropFirst(6).trimmingCharacters(in: .whitespaces) ?? ""
    return try known(id, in: bank)
  }

  private func known(_ id: String, in bank: Bank) throws -> Skill {
    guard let skill = bank.content.framework.skills.first(where: { $0.id == id }) else {
      throw CommandFailure(bank.content.framework.unknownSkill(id), code: .usage)
    }
    return skill
  }

  /// The value of an option, otherwise what the person types; after a mistake at the prompt, it asks again.
  private func answer<Value>(
    _ option: String?, _ prompt: String, _ read: (String) throws -> Value
  ) throws -> Value {
    if let option { return try read(option) }
    while true {
      guard let line = Question.line(prompt) else {
        throw CommandFailure("the input ended before the last question; nothing was written", code: .usage)
      }
      do {
        return try read(line)
      } catch let failure as CommandFailure {
        Output.note(failure.description)
      }
    }
  }

  private func ask(_ bank: Bank) throws -> (skill: Skill, kind: ItemKind, level: Int, name: String) {
    let skill = try answer(self.skill, "Skill, such as python.numpy: ") { try known($0, in: bank) }
    let types = ItemKind.allCases.map(\.rawValue).joined(separator: ", ")
    let kind = try answer(type, "Type (\(types)): ") { typed in
      guard let kind = ItemKind(rawValue: typed) else {
        throw CommandFailure("there is no type \(typed); there are \(types)", code: .usage)
      }
      return kind
    }
    let level = try answer(self.level.map(String.init), "Level, 1 to 5: ") { typed in
      guard let level = Int(typed), (1...5).contains(level) else {
        throw CommandFailure("a level is 1 to 5", code: .usage)
      }
      return level
    }
    let name = try answer(self.name, "Name, such as row-means: ") { name in
      guard name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
        throw CommandFailure(
          "a name has small letters, digits and hyphens, such as row-means", code: .usage)
      }
      guard try bank.item(id: "\(skill.id).\(name)") == nil else {
        throw CommandFailure(
          "there is an item \(skill.id).\(name) already; choose another name", code: .usage)
      }
      return name
    }
    return (skill, kind, level, name)
  }
}

import ArgumentParser
import Foundation
import Interchange
import ItemBank

extension ExportFormat: ExpressibleByArgument {}

/// Writes items in the format of another program.
struct BankExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write items in the format of another program.",
    discussion: """
      Examples:
        sextant bank export --format moodle-xml -o bank.xml
        sextant bank export --format gift --skill python.numpy -o numpy.gift
        sextant bank export --format anki --domain ml --variants 3 -o ml.apkg
        sextant bank export --format qti30 -o bank.zip
      It names what the format can't hold. Of a family it writes variants with fixed numbers. For Anki it \
      writes a deck if the file's name ends in .apkg, otherwise text. Anki's notes keep their \
      identity, so importing them again updates them. QTI 3.0 is always a package (.zip); QTI 1.2, which \
      Canvas reads, is a package or one file (.xml).
      """)

  @OptionGroup var options: GlobalOptions
  @ArgumentParser.Option(
    help: ArgumentHelp("The format: " + ExportFormat.allCases.map(\.rawValue).joined(separator: ", ") + "."))
  var format: ExportFormat
  @ArgumentParser.Option(help: "Only this domain.") var domain: String?
  @ArgumentParser.Option(help: "Only this skill.") var skill: String?
  @ArgumentParser.Option(help: "How many variants of each family, 1 to 40.") var variants = 1
  @ArgumentParser.Option(
    name: .shortAndLong, help: ArgumentHelp("The new file.", valueName: "file"), completion: .file())
  var output: String

  private var isPackage: Bool { output.lowercased().hasSuffix(".zip") }

  func validate() throws {
    if format == .qti30, !isPackage {
      throw ValidationError("QTI 3.0 keeps its items in a package; let the name of the file end in .zip.")
    }
    if isPackage, ![.qti30, .qti12].contains(format) {
      throw ValidationError("\(format.rawValue) is one file; only qti30 and qti12 are packages (.zip).")
    }
    if !(1...40).contains(variants) { throw ValidationError("--variants takes a number from 1 to 40.") }
  }

  func run() throws {
    try sextant.run {
      let bank = try bank(options)
      let framework = bank.content.framework
      if let skill, !framework.skills.contains(where: { $0.id == skill }) {
        throw CommandFailure(framework.unknownSkill(skill), code: .usage)
      }
      if let domain, !framework.domains.contains(where: { $0.id == domain }) {
        throw CommandFailure(framework.unknownDomain(domain), code: .usage)
      }
      var export = QuestionExport(format)
      for summary in bank.items {
        let own = framework.skills[summary.skillIndex].id
        guard skill == nil || own == skill, domain == nil || own.hasPrefix("\(domain ?? "").") else {
          continue
        }
        for item in try items(summary.id, in: bank) { export.add(item) }
      }
      let now = Int64(Date().timeIntervalSince1970)
      let isDeck = format == .anki && output.hasSuffix(".apkg")
      let package = isPackage ? export.package : nil
      try TextFile.create(
        output, with: isDeck ? export.deck(now: now) : package ?? Array(export.file.utf8))
      for note in export.notes {
        Output.line("\(note.item): " + (note.isLeftOut ? "left out: " : "not in the file: ") + note.text)
      }
      Output.note("\(export.count == 1 ? "1 item" : "\(export.count) items") written to \(output)")
    }
  }

  /// An item, or some variants of a family, each with an identity of its own.
  private func items(_ id: String, in bank: Bank) throws -> [Item] {
    try CommandFailure.wrapping {
      guard let family = try bank.family(id: id), variants > 1 else {
        return try bank.item(id: id).map { [$0] } ?? []
      }
      return family.variants.prefix(variants).compactMap { variant in
        guard var item = family.item(variant: variant.id) else { return nil }
        item.id += "-" + variant.id
        return item
      }
    }
  }
}

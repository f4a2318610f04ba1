import ArgumentParser
import Foundation
import Interchange
import ItemBank
import TextLayout

/// One import: reads files, writes the draft question by question, and prints the report while it reads.
struct ImportJob {
  private var draft: DraftFolder
  private var conversion: ItemConversion
  private let printsJSON: Bool
  private var files: [FileRow] = []
  private var isFirstRow = true
  private var failures: [String] = []
  private let encoder = JSONEncoder()

  /// A file as JSON.
  private struct FileRow: Encodable {
    var file: String
    var format: String?
    var failure: String?
    var questions: ImportReport.Counts
  }

  /// Opens or begins the draft.
  init(folder: String, choices: ItemConversion.Choices, printsJSON: Bool) throws {
    draft = try DraftFolder(folder)
    conversion = ItemConversion(choices, taken: draft.taken)
    self.printsJSON = printsJSON
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if printsJSON { Output.data("{\"questions\": [") }
  }

  /// Reads a file; one that can't be read any further keeps what was read before.
  mutating func read(_ path: String, format: ImportFormat?) throws {
    var report = ImportReport()
    var reader = QuestionFile(file: path, format: format)
    var failure: String?
    let name = path.split(separator: "/").last.map(String.init) ?? path
    do {
      try FileText.blocks(of: path) { block in
        try reader.feed(block) { try take($0, of: name, &report) }
      }
      try reader.finish { try take($0, of: name, &report) }
    } catch let error as ImportFailure {
      failure = Self.text(error)
    } catch let error as FileFailure {
      failure = "\(path): \(error.reason)"
    }
    if let failure {
      failures.append(failure)
      Output.note("sextant: " + failure)
    }
    files.append(
      FileRow(file: path, format: reader.format?.rawValue, failure: failure, questions: report.counts))
    if !printsJSON { Output.line("\(path): \(report.counts.sentence)") }
  }

  /// A failure with its place.
  static func text(_ failure: ImportFailure) -> String {
    "\(failure.place.file):\(failure.place.line):\(failure.place.column): \(failure.message)"
  }

  private mutating func take(_ found: ImportEntry, of file: String, _ report: inout ImportReport) throws {
    var entry = found
    var converted = conversion.item(for: &entry)
    if let item = converted, let reason = draft.reason(against: item) {
      entry.reason = reason
      converted = nil
    }
    if let item = converted { try draft.add(item, origin: "\(file):\(entry.place.line)") }
    let row = report.add(entry, item: converted?.item)
    guard printsJSON else { return row.lines.forEach { Output.line($0) } }
    let text = String(decoding: try encoder.encode(row), as: UTF8.self)
    Output.data((isFirstRow ? "\n" : ",\n") + ForbiddenCharacters.escaped(inJSON: text))
    isFirstRow = false
  }

  /// Ends the draft and the report.
  mutating func finish() throws {
    let isKept = try draft.finish()
    if printsJSON {
      let text = String(decoding: try encoder.encode(files), as: UTF8.self)
      let place = String(decoding: try encoder.encode(isKept ? draft.path : nil), as: UTF8.self)
      Output.data("\n],\n\"files\": \(ForbiddenCharacters.escaped(inJSON: text)),\n\"draft\": \(place)}\n")
    }
    if isKept {
      Output.note("Open the draft with: sextant --assessments \(draft.path)")
    } else {
      Output.note("Nothing was kept, so no draft was written.")
    }
    if !isKept || !failures.isEmpty { throw ExitCode(Exit.badData.rawValue) }
  }
}

import Foundation
import Reporting

extension Workspace {
  /// Writes the plan to a new file, and returns a message that says where it is.
  ///
  /// The file's ending determines the format: `.ics` for a calendar, `.json` or `.txt`, otherwise Markdown.
  ///
  /// - Throws: `WorkspaceError.cannotExport`, or `JournalError`.
  package func exportPlan(file: String) throws -> String {
    let plan = try overview().planDocument()
    return try write(to: file) { ending in
      switch ending {
      case "ics": (plan.calendar(), "a calendar. Import it again later and the events move")
      case "json": (try plan.json(), "JSON")
      case "txt": (plan.text(weeks: plan.weeks.count), "plain text")
      default: (plan.markdown(), "Markdown")
      }
    }
  }

  /// Writes a text to a new file, and returns a message that says where it is.
  ///
  /// An existing file is never overwritten; the new one gets a number.
  ///
  /// - Parameter text: Returns the text for the ending of the file's name, and the name of its format.
  /// - Throws: `WorkspaceError.cannotExport`.
  func write(to file: String, text: (String) throws -> (text: String, form: String)) throws -> String {
    let expanded = NSString(string: file).expandingTildeInPath
    var url = URL(fileURLWithPath: expanded).standardizedFileURL
    let wanted = url
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue {
      throw WorkspaceError.cannotExport(path: url.path, reason: "that is a folder; add the name of a file")
    }
    var number = 2
    while FileManager.default.fileExists(atPath: url.path), number < 1000 {
      let name = "\(wanted.deletingPathExtension().lastPathComponent)-\(number)"
      url = wanted.deletingLastPathComponent().appendingPathComponent(name)
        .appendingPathExtension(wanted.pathExtension)
      number += 1
    }
    let (text, form) = try text(url.pathExtension.lowercased())
    do {
      try Data(text.utf8).write(to: url, options: .withoutOverwriting)
    } catch let error as CocoaError where error.code == .fileWriteFileExists {
      throw WorkspaceError.cannotExport(
        path: url.path, reason: "the file is there already; choose another name")
    } catch {
      throw WorkspaceError.cannotExport(path: url.path, reason: Failure.reason(of: error))
    }
    let other = url == wanted ? "" : " \(wanted.lastPathComponent) was there already."
    return "Written to \(url.path), as \(form).\(other)"
  }
}

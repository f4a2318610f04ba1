import ArgumentParser
import Foundation
import ItemBank
import Jail
import NcursesTerminal
import SextantCore
import SextantPlain
import SextantScreens

/// Checks everything that the program needs.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the terminal, locale, store and bank, and say how to fix what's wrong.",
    discussion: """
      Examples:
        sextant doctor
        sextant doctor --json
      The exit code is 1 if something needs fixing.
      """)

  @OptionGroup var options: GlobalOptions
  @Flag(help: "Print JSON.") var json = false

  struct Finding: Encodable {
    var subject: String
    var isFine: Bool
    var detail: String
    var remedy: String?
  }

  func run() throws {
    let findings = terminal() + store() + banks() + keys() + [jail()]
    if json {
      try Output.json(findings)
    } else {
      for finding in findings {
        Output.line(Output.safe("\(finding.isFine ? "ok  " : "BAD ") \(finding.subject): \(finding.detail)"))
        if let remedy = finding.remedy, !finding.isFine { Output.line(Output.safe("     fix: \(remedy)")) }
      }
    }
    if findings.contains(where: { !$0.isFine }) { throw ExitCode(Exit.failed.rawValue) }
  }

  private func terminal() -> [Finding] {
    let name = ProcessInfo.processInfo.environment["TERM"]
    let support = TerminalSupport.probe(name: name)
    var findings: [Finding] = []
    if support.isTerminal {
      findings.append(
        Finding(
          subject: "terminal", isFine: support.obstacle == nil,
          detail: support.obstacle ?? "\(support.name), \(max(0, support.colours)) colours",
          remedy: "set TERM to the name of your terminal, or use --plain"))
      findings.append(
        Finding(
          subject: "size", isFine: support.columns >= 40 && support.rows >= 12,
          detail: "\(support.columns)x\(support.rows)",
          remedy: "make the terminal at least 40x12, better 80x24"))
    } else {
      findings.append(
        Finding(
          subject: "terminal", isFine: true, detail: "none here; the screens need one, --plain does not",
          remedy: nil))
    }
    findings.append(
      Finding(
        subject: "locale", isFine: support.isUTF8,
        detail: support.isUTF8 ? "UTF-8" : "not UTF-8, so the screens are drawn in ASCII",
        remedy: "set LC_ALL=C.UTF-8"))
    return findings
  }

  private func store() -> [Finding] {
    do {
      let check = try Workspace.checkJournal(
        options.values.folders(), now: options.values.environment().now())
      var findings = [
        Finding(
          subject: "journal", isFine: check.isSound, detail: check.summary,
          remedy:
            "copy the file, then run `sextant doctor` again: it sets a damaged file aside and rebuilds it")
      ]
      findings += check.notices.map {
        Finding(subject: "journal", isFine: true, detail: $0, remedy: nil)
      }
      findings += check.damagedFiles.map {
        Finding(
          subject: "damaged journal", isFine: true,
          detail: "\($0) was set aside; delete it once you miss nothing", remedy: nil)
      }
      findings.append(
        Finding(
          subject: "privacy", isFine: check.isPrivate, detail: "the journal's mode is \(check.mode)",
          remedy: "chmod 600 \(check.path)"))
      findings.append(try copies())
      return findings
    } catch {
      return [
        Finding(
          subject: "journal", isFine: false, detail: Failure.message(of: error),
          remedy: "choose another folder with --home")
      ]
    }
  }

  /// The copies that the program keeps by itself.
  private func copies() throws -> Finding {
    let copies = JournalCopies(try options.values.folders(), environment: try options.values.environment()) {
      _ in
    }
    let dated = copies.dated()
    return Finding(
      subject: "copies", isFine: !copies.isTooLarge,
      detail: dated.isEmpty
        ? "none yet; one is kept on leaving, if the settings say so"
        : "\(dated.count) in \(copies.folder), the newest of \(dated[0].day)",
      remedy: "the journal is too large for dated copies: run `sextant backup` from time to time")
  }

  private func keys() -> [Finding] {
    guard let file = try? options.values.folders().keyFile else { return [] }
    let mistakes = KeyMap.read(KeyFile(file)).mistakes
    let isThere = FileManager.default.fileExists(atPath: file)
    guard mistakes.isEmpty else {
      return mistakes.map {
        Finding(
          subject: "keys", isFine: false, detail: $0,
          remedy: "`sextant keys --file` prints a file with every command and its keys")
      }
    }
    return [
      Finding(
        subject: "keys", isFine: true,
        detail: isThere ? file : "\(file) is not there, so all keys are as shipped", remedy: nil)
    ]
  }

  /// Code of questions runs in the jail or not at all.
  private func jail() -> Finding {
    do throws(JailFailure) {
      let version = try Jail.beside().check()
      return Finding(
        subject: "jail", isFine: true,
        detail: "code of questions can be run: Landlock \(version), system calls filtered", remedy: nil)
    } catch {
      return Finding(subject: "jail", isFine: false, detail: error.message, remedy: error.remedy)
    }
  }

  private func banks() -> [Finding] {
    do {
      let folders = try options.values.folders()
      let (parsed, diagnostics) = BankLoader.parse(assessment: folders.assessment)
      let errors = diagnostics.filter { $0.severity == .error }
      let skills = parsed?.content.framework.skills.count ?? 0
      return [
        Finding(
          subject: "bank", isFine: errors.isEmpty,
          detail:
            "\(folders.assessment.path): \(parsed?.items.count ?? 0) questions, \(skills) skills, \(errors.count) errors",
          remedy: errors.first.map { $0.description + "; `sextant bank lint` lists all" })
      ]
    } catch {
      return [
        Finding(
          subject: "bank", isFine: false, detail: Failure.message(of: error),
          remedy: "name a folder with --assessments")
      ]
    }
  }
}

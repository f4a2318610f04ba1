import Foundation
import ItemBank

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folders of the program.
public struct Folders: Sendable, Equatable {
  /// The folder of the assessment that is used.
  public var assessment: URL
  /// The journal's folder.
  public var data: URL
  /// The folder of compiled banks; nil if none can be used.
  public var cache: URL?
  /// The folder of logs.
  public var state: URL
  /// The folder of files that the person writes, such as keys; nil if there is none.
  public var configuration: URL?

  /// Creates folders.
  public init(assessment: URL, data: URL, cache: URL?, state: URL, configuration: URL? = nil) {
    self.configuration = configuration
    self.assessment = assessment
    self.data = data
    self.cache = cache
    self.state = state
  }

  /// The environment variables that `find` looks at.
  public static let variables = [
    "HOME", "SEXTANT_HOME", "SEXTANT_ASSESSMENTS", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME",
    "XDG_CONFIG_HOME",
  ]

  /// Finds the folders from options, environment and the program's own location.
  ///
  /// With `home` (or `SEXTANT_HOME`), all of the person's data is there; otherwise the XDG folders are used.
  ///
  /// - Parameters:
  ///   - assessments: A folder of assessments, or one assessment, as the person gave it.
  ///   - executable: The program's own path; an installation keeps its assessments relative to it.
  ///   - accountHome: The home folder according to the system, used if `HOME` isn't set.
  /// - Throws: `FolderError` if there is no assessment, or no folder for the person's data.
  public static func find(
    assessments: String?, home: String?, environment: [String: String], executable: String,
    name: String? = nil, accountHome: () -> String? = Folders.accountHome
  ) throws(FolderError) -> Folders {
    // The XDG specification says to ignore relative paths. For HOME, too, a relative path would be ambiguous.
    func absolute(_ path: String?) -> String? { path.flatMap { $0.hasPrefix("/") ? $0 : nil } }
    func xdg(_ variable: String, _ fallback: String) throws(FolderError) -> URL {
      if let named = absolute(environment[variable]) {
        return URL(fileURLWithPath: named).appendingPathComponent("sextant")
      }
      // Never use a folder that others can write to: the first user to create it would own the journal.
      guard let user = absolute(environment["HOME"]) ?? absolute(accountHome()) else { throw .noHome }
      return URL(fileURLWithPath: user + "/" + fallback).appendingPathComponent("sextant")
    }
    if let home, home.isEmpty { throw .emptyHome }
    let own = home ?? environment["SEXTANT_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    let data: URL
    let cache: URL
    let state: URL
    let configuration: URL
    if let own {
      data = URL(fileURLWithPath: own)
      cache = data.appendingPathComponent("cache")
      state = data.appendingPathComponent("log")
      configuration = data
    } else {
      data = try xdg("XDG_DATA_HOME", ".local/share")
      cache = try xdg("XDG_CACHE_HOME", ".cache")
      state = try xdg("XDG_STATE_HOME", ".local/state")
      configuration = try xdg("XDG_CONFIG_HOME", ".config")
    }
    let assessment = try findAssessment(
      named: assessments ?? environment["SEXTANT_ASSESSMENTS"], executable: executable, choice: name)
    return Folders(
      assessment: assessment, data: data, cache: cache, state: state, configuration: configuration)
  }

  /// The home folder of the person's account, according to the system.
  public static func accountHome() -> String? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1 << 14) { buffer in
      guard let start = buffer.baseAddress, getpwuid_r(getuid(), &entry, start, buffer.count, &found) == 0,
        found != nil
      else { return nil }
      return entry.pw_dir.map { String(cString: $0) }
    }
  }

  private static func findAssessment(named: String?, executable: String, choice: String?)
    throws(FolderError) -> URL
  {
    // Paths stay texts here: each step of a URL looks at the disk, and this runs at every start.
    var candidates: [String] = []
    if let named {
      candidates = [URL(fileURLWithPath: named).path]
    } else {
      var folder = parent(of: resolved(executable))
      candidates.append(parent(of: folder) + "/share/sextant/Assessments")
      // A build inside the checkout: .build/<triple>/<configuration>/sextant.
      for _ in 0..<4 {
        folder = parent(of: folder)
        candidates.append(folder + "/Assessments")
      }
      candidates.append(URL(fileURLWithPath: "Assessments").path)
    }
    for candidate in candidates {
      let folder = { URL(fileURLWithPath: candidate, isDirectory: true) }
      if access(candidate + "/assessment.yaml", F_OK) == 0 { return folder() }
      let inside = BankLoader.assessments(in: candidate)
      guard let first = inside.first else { continue }
      let name = choice ?? (inside.contains(usual) ? usual : first)
      if inside.contains(name) {
        return folder().appendingPathComponent(name, isDirectory: true)
      }
    }
    throw FolderError.noAssessment(searched: candidates)
  }

  /// The person's file of keys.
  public var keyFile: URL? { configuration?.appendingPathComponent("keys.conf") }

  /// The assessment that is used if none is named.
  private static let usual = "ml-engineer"

  /// The folder that contains a file or folder; the root contains itself.
  private static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return String(path[..<slash])
  }

  /// The path without symbolic links; the same path if there is no such file.
  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }
}

/// The reason why the folders couldn't be found.
public enum FolderError: Error, Equatable {
  /// None of the searched folders has an assessment.
  case noAssessment(searched: [String])
  /// Nothing says where the person's data is.
  case noHome
  /// The folder for the person's data was given as an empty name.
  case emptyHome

  /// The exit code, following sysexits: wrong usage, or no such file.
  public var exitCode: Int32 { self == .emptyHome ? 64 : 66 }

  /// The message for the person.
  public var message: String {
    switch self {
    case .noAssessment(let searched):
      "no assessment was found; looked in:\n  " + searched.joined(separator: "\n  ")
        + "\nname the folder with --assessments DIR"
    case .noHome:
      "HOME is not set, and your account has no home folder; name a folder for your data with --home DIR"
    case .emptyHome: "--home is empty; name a folder for your data with --home DIR"
    }
  }
}

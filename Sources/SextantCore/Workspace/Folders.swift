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
  /// The path of the folder of the assessment that is used.
  public let assessmentPath: String
  /// The path of the journal's folder.
  public let dataPath: String
  /// The path of the folder of compiled banks; nil if none can be used.
  public let cachePath: String?
  /// The path of the folder of logs.
  public let statePath: String
  /// The path of the folder of files that the person writes, such as keys; nil if there is none.
  public let configurationPath: String?

  // Paths are stored as texts, because the first use of a URL costs a start a third of a millisecond.

  /// The folder of the assessment that is used.
  public var assessment: URL { Self.folder(assessmentPath) }
  /// The assessment's identity, which names its folder.
  public var assessmentID: String { assessmentPath.split(separator: "/").last.map(String.init) ?? "" }
  /// The journal's folder.
  public var data: URL { Self.folder(dataPath) }
  /// The folder of compiled banks; nil if none can be used.
  public var cache: URL? { cachePath.map(Self.folder) }
  /// The folder of logs.
  public var state: URL { Self.folder(statePath) }
  /// The folder of files that the person writes, such as keys; nil if there is none.
  public var configuration: URL? { configurationPath.map(Self.folder) }

  /// Creates folders.
  public init(assessment: URL, data: URL, cache: URL?, state: URL, configuration: URL? = nil) {
    self.init(
      assessment: assessment.path, data: data.path, cache: cache?.path, state: state.path,
      configuration: configuration?.path)
  }

  private init(assessment: String, data: String, cache: String?, state: String, configuration: String?) {
    assessmentPath = assessment
    dataPath = data
    cachePath = cache
    statePath = state
    configurationPath = configuration
  }

  /// A URL that knows that it names a folder doesn't look at the disk.
  static func folder(_ path: String) -> URL { URL(fileURLWithPath: path, isDirectory: true) }

  /// The absolute path of a path that the person gave.
  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") && !path.hasSuffix("/") ? path : URL(fileURLWithPath: path).path
  }

  /// Finds the folders from options, environment and the program's own location.
  ///
  /// With `home` (or `SEXTANT_HOME`), all of the person's data is there; otherwise the XDG folders are used.
  ///
  /// - Parameters:
  ///   - assessments: A folder of assessments, or one assessment, as the person gave it.
  ///   - variable: The value of an environment variable; nil if it isn't set.
  ///   - executable: The program's own path; an installation keeps its assessments relative to it.
  ///   - accountHome: The home folder according to the system, used if `HOME` isn't set.
  /// - Throws: `FolderError` if there is no assessment, or no folder for the person's data.
  public static func find(
    assessments: String?, home: String?, variable: (String) -> String?, executable: String,
    name: String? = nil, accountHome: () -> String? = Folders.accountHome
  ) throws(FolderError) -> Folders {
    // The XDG specification says to ignore relative paths. For HOME, too, a relative path would be ambiguous.
    func rooted(_ path: String?) -> String? { path.flatMap { $0.hasPrefix("/") ? $0 : nil } }
    func xdg(_ name: String, _ fallback: String) throws(FolderError) -> String {
      if let named = rooted(variable(name)) { return absolute(named + "/sextant") }
      // Never use a folder that others can write to: the first user to create it would own the journal.
      guard let user = rooted(variable("HOME")) ?? rooted(accountHome()) else { throw .noHome }
      return absolute(user + "/" + fallback + "/sextant")
    }
    if let home, home.isEmpty { throw .emptyHome }
    let own = home ?? variable("SEXTANT_HOME").flatMap { $0.isEmpty ? nil : $0 }
    let (data, cache, state, configuration): (String, String, String, String)
    if let own {
      data = absolute(own)
      cache = data + "/cache"
      state = data + "/log"
      configuration = data
    } else {
      data = try xdg("XDG_DATA_HOME", ".local/share")
      cache = try xdg("XDG_CACHE_HOME", ".cache")
      state = try xdg("XDG_STATE_HOME", ".local/state")
      configuration = try xdg("XDG_CONFIG_HOME", ".config")
    }
    let assessment = try findAssessment(
      named: assessments ?? variable("SEXTANT_ASSESSMENTS"), executable: executable, choice: name)
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
    throws(FolderError) -> String
  {
    var searched: [String] = []
    func found(in candidate: String) -> String? {
      searched.append(candidate)
      if access(candidate + "/assessment.yaml", F_OK) == 0 { return candidate }
      let inside = BankLoader.assessments(in: candidate)
      guard let first = inside.first else { return nil }
      let name = choice ?? (inside.contains(usual) ? usual : first)
      return inside.contains(name) ? candidate + "/" + name : nil
    }
    if let named {
      if let found = found(in: absolute(named)) { return found }
    } else {
      var folder = parent(of: resolved(executable))
      if let found = found(in: parent(of: folder) + "/share/sextant/Assessments") { return found }
      // A build inside the checkout: .build/<triple>/<configuration>/sextant.
      for _ in 0..<4 {
        folder = parent(of: folder)
        if let found = found(in: folder + "/Assessments") { return found }
      }
      // Only now, because the first use of a URL takes half a millisecond.
      if let found = found(in: absolute("Assessments")) { return found }
    }
    throw FolderError.noAssessment(searched: searched)
  }

  /// The person's file of keys.
  public var keyFile: String? { configurationPath.map { $0 + "/keys.conf" } }

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

import Foundation
import ItemBank
import Journal
import QuizEngine

/// Everything that is open: the bank, the person's journal and the environment.
///
/// All reading and writing goes through it; screens and commands only see values.
public struct Workspace: Sendable {
  /// The assessment's content and items.
  public let bank: Bank
  /// The items, ready for measuring.
  public let pool: ItemPool
  /// The person's store; only the workspace's own files use it.
  let journal: Journal
  /// Time, chance and identity.
  public let environment: AppEnvironment
  /// Notices from opening, for example that a damaged journal was set aside.
  public let notices: [String]
  /// The assessment's folder; nil if the bank came from elsewhere.
  public var folder: URL? {
    get { folderPath.map(Folders.folder) }
    set { folderPath = newValue?.path }
  }
  /// The cache folder; nil if nothing is cached.
  public var cache: URL? {
    get { cachePath.map(Folders.folder) }
    set { cachePath = newValue?.path }
  }
  /// The path of the assessment's folder; nil if the bank came from elsewhere.
  private(set) var folderPath: String?
  /// The path of the cache folder; nil if nothing is cached.
  private(set) var cachePath: String?
  /// The person's file of keys, as it was when the workspace was opened; nil if there is none.
  public var keys: KeyFile?
  /// The path where that file is expected; nil if there is no such folder.
  var keyFile: String?
  /// What is read of the journal while the bank is being opened; valid for the first overview only.
  private(set) var early: EarlyReading?

  /// Creates a workspace from open parts.
  public init(bank: Bank, journal: Journal, environment: AppEnvironment, notices: [String] = []) {
    self.init(
      bank: bank, pool: ItemPool(items: bank.items, framework: bank.content.framework), journal: journal,
      environment: environment, notices: notices)
  }

  init(bank: Bank, pool: ItemPool, journal: Journal, environment: AppEnvironment, notices: [String]) {
    self.bank = bank
    self.pool = pool
    self.journal = journal
    self.environment = environment
    self.notices = notices
  }

  /// The framework of the assessment.
  public var framework: Framework { bank.content.framework }

  /// Opens the bank and the journal in their folders.
  ///
  /// - Parameters:
  ///   - verifies: True to check the whole journal first, so that nothing is computed from a damaged one.
  ///   - early: The journal of these folders, already being opened; nil to open it here.
  ///   - compile: Compiles an assessment outside this process; nil to do it here.
  /// - Throws: `BankError` or `JournalError`, each with a message that names the file and the remedy.
  public static func open(
    folders: Folders, environment: AppEnvironment, verifies: Bool = false, early: EarlyReading? = nil,
    compile: ((_ assessment: String, _ cache: String) -> Void)? = nil
  ) throws -> Workspace {
    let early = early ?? EarlyReading(folders: folders, environment: environment, verifies: verifies)
    early.readStored()
    let bank = Result {
      try BankLoader.load(folder: folders.assessmentPath, cache: folders.cachePath, compile: compile)
    }
    let pool = bank.map { ItemPool(items: $0.items, framework: $0.content.framework) }
    let journal = try early.journal()
    let opened = try bank.get()
    var space = Workspace(
      bank: opened, pool: try pool.get(), journal: journal, environment: environment,
      notices: journal.takeNotices())
    if early.assessment == space.framework.id { space.early = early }
    space.keys = KeyFile(folders.keyFile)
    space.keyFile = folders.keyFile
    space.folderPath = folders.assessmentPath
    space.cachePath = folders.cachePath
    return space
  }

  /// Writes a file of keys to start from; an existing one stays.
  ///
  /// - Parameter template: Every command with its default keys, all commented out.
  /// - Returns: A message that says where it is.
  /// - Throws: `WorkspaceError` if it can't be written.
  func writeKeyFile(_ template: String) throws -> String {
    guard let keyFile else {
      throw WorkspaceError.cannotExport(path: "keys.conf", reason: "there is no folder for it")
    }
    let after = "Sextant reads it at its next start, and says which lines it can't use."
    if FileManager.default.fileExists(atPath: keyFile) {
      return "Your keys are in \(keyFile). \(after)"
    }
    FileText.makeFolder((keyFile as NSString).deletingLastPathComponent)
    do {
      try FileText.create(keyFile, with: Array(template.utf8))
    } catch {
      throw WorkspaceError.cannotExport(path: keyFile, reason: error.reason)
    }
    return "\(keyFile) is written: every command with its keys. \(after)"
  }

  /// The stored settings.
  ///
  /// - Throws: `JournalError`.
  public func settings() throws -> Settings {
    Settings(stored: try journal.settings(assessment: framework.id))
  }

  /// Stores what differs between settings and others, so that two windows can change different ones.
  ///
  /// - Parameter shown: The settings that the person saw and changed; nil for those that are stored.
  /// - Throws: `JournalError`.
  public func save(_ settings: Settings, since shown: Settings? = nil) throws {
    let before = try (shown ?? self.settings()).stored
    let changed = settings.stored.filter { before[$0.key] != $0.value }
    let shared = changed.filter { Settings.keysOfProgram.contains($0.key) }
    if changed["minutes-a-week"] != nil { try moveDates(toMinutesAWeek: settings.minutesAWeek) }
    try journal.set(
      settings: changed.filter { shared[$0.key] == nil }, assessment: framework.id, shared: shared)
  }
}

import Foundation
import ItemBank
import Journal
import QuizEngine

/// Everything that is open: the bank, the person's journal, and what the world provides.
///
/// All reading and writing goes through here; screens and commands see values.
public struct Workspace: Sendable {
  /// The assessment's content and items.
  public let bank: Bank
  /// The items, ready for measuring.
  public let pool: ItemPool
  /// The person's store.
  public let journal: Journal
  /// Time, chance and identity.
  public let environment: AppEnvironment
  /// What opening had to tell, such as a damaged journal that was set aside.
  public let notices: [String]

  /// Creates a workspace from what is open.
  public init(bank: Bank, journal: Journal, environment: AppEnvironment, notices: [String] = []) {
    self.bank = bank
    self.pool = ItemPool(items: bank.items, framework: bank.content.framework)
    self.journal = journal
    self.environment = environment
    self.notices = notices
  }

  /// The framework of the assessment.
  public var framework: Framework { bank.content.framework }

  /// Opens the bank and the journal in their folders.
  ///
  /// - Throws: `BankError` or `JournalError`, each with a message that names the file and the remedy.
  public static func open(folders: Folders, environment: AppEnvironment) throws -> Workspace {
    let bank = try BankLoader.load(assessment: folders.assessment, cache: folders.cache)
    let opening = try Journal.open(folder: folders.data, now: environment.now())
    return Workspace(
      bank: bank, journal: opening.journal, environment: environment, notices: opening.notices)
  }

  /// The stored settings.
  ///
  /// - Throws: `JournalError`.
  public func settings() throws -> Settings {
    Settings(stored: try journal.allSettings())
  }

  /// Stores settings.
  ///
  /// - Throws: `JournalError`.
  public func save(_ settings: Settings) throws {
    try journal.set(settings: settings.stored)
  }
}

import Foundation
import ItemBank
import QuizEngine
import QuizStudies
import Testing

/// One number that changes if the measurement does, and only then.
@Suite struct PlacementSignatureTests {
  private static let bank: FrozenBank = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Assessments/ml-engineer")
    guard let bank = try? BankLoader.load(folder: folder.path, cache: nil) else {
      return FrozenBank(framework: Sample.framework, items: [])
    }
    return FrozenBank(framework: bank.content.framework, items: bank.items)
  }()

  private func signature(_ rows: [[String]], people: Range<Int> = 0..<3) throws -> UInt64 {
    let bank = try FrozenBank(rows: rows)
    let signature = PlacementSignature(pool: ItemPool(items: bank.items, framework: bank.framework))
    return people.reduce(0) { $0 &+ signature.part(person: $1) }
  }

  @Test func aFrozenBankIsReadAsItWasWritten() throws {
    #expect(Self.bank.items.count > 800)
    let again = try FrozenBank(rows: Self.bank.rows)
    #expect(again.rows == Self.bank.rows && again.items.count == Self.bank.items.count)
    #expect(
      zip(again.items, Self.bank.items).allSatisfy { $0.skillIndex == $1.skillIndex && $0.kind == $1.kind })
    #expect(again.framework.weights(ofProfile: "frozen").count == Self.bank.framework.domains.count)
  }

  @Test func theSameBankHasTheSameSignatureAndPeopleAddUp() throws {
    let rows = Self.bank.rows
    let whole = try signature(rows)
    #expect(try whole == signature(rows))
    #expect(try whole == signature(rows, people: 0..<1) &+ signature(rows, people: 1..<3))
  }

  @Test func anotherLevelOrWeightChangesTheSignature() throws {
    let rows = Self.bank.rows
    let level = try #require(FrozenBank.columns.firstIndex(of: "level"))
    let weight = try #require(FrozenBank.columns.firstIndex(of: "domain_weight"))
    let whole = try signature(rows)
    var harder = rows
    for row in harder.indices.dropFirst() {
      harder[row][level] = "\(min(5, (Int(rows[row][level]) ?? 1) + 1))"
    }
    #expect(try signature(harder) != whole)
    var shifted = rows
    for row in shifted.indices.dropFirst() where rows[row][1] == rows[1][1] { shifted[row][weight] = "90" }
    #expect(try signature(shifted) != whole)
  }

  @Test func aRowThatDoesNotHoldIsNamed() throws {
    let rows = Array(Self.bank.rows.prefix(4))
    func fault(_ column: String, _ value: String) throws -> Int? {
      var wrong = rows
      wrong[2][try #require(FrozenBank.columns.firstIndex(of: column))] = value
      do {
        _ = try FrozenBank(rows: wrong)
        return nil
      } catch {
        return error.row
      }
    }
    #expect(try fault("level", "6") == 3)
    #expect(try fault("kind", "guess") == 3)
    #expect(try fault("skill_weight", "much") == 3)
    #expect(try fault("item", "another") == nil)
    #expect(throws: FrozenBankError.self) { try FrozenBank(rows: [["item"]]) }
    #expect(throws: FrozenBankError.self) { try FrozenBank(rows: [rows[0], ["item"]]) }
  }
}

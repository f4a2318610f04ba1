import ArgumentParser
import Foundation
import Interchange
import ItemBank
import QuizEngine
import QuizStudies

extension SimulateCommand {
  /// The table of the frozen bank, beside the assessment's own files.
  private func frozenPath() throws -> String {
    try options.values.folders().assessmentPath + "/signature.csv"
  }

  /// Freezes the present bank for the signature.
  func freeze() throws {
    let bank = try sextant.bank(options)
    let frozen = FrozenBank(framework: bank.content.framework, items: bank.items)
    let path = try frozenPath()
    do {
      try Data(CSV.text(frozen.rows).utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw CommandFailure("\(path) cannot be written: \(error.localizedDescription)", code: .cannotCreate)
    }
    Output.line("\(frozen.items.count) items are frozen in \(path)")
  }

  /// Prints the signature of the frozen bank.
  func printSignature() throws {
    let path = try frozenPath()
    guard FileText.exists(path) else {
      throw CommandFailure(
        "there is no \(path); `sextant simulate --freeze` writes it from the present bank", code: .noInput)
    }
    let text = try TextFile.read(path)
    let frozen: FrozenBank
    do {
      frozen = try FrozenBank(rows: CSV.rows(text))
    } catch let error as FrozenBankError {
      throw CommandFailure("\(path): line \(error.row): \(error.reason)", code: .badData)
    } catch let error as CSVError {
      throw CommandFailure("\(path): \(error.message)", code: .badData)
    }
    let signature = PlacementSignature(pool: ItemPool(items: frozen.items, framework: frozen.framework))
    let parts = Parallel.run(
      count: PlacementSignature.people, share: 10, workers: workers, label: "Simulating people"
    ) { people in
      people.reduce(UInt64(0)) { $0 &+ signature.part(person: $1) }
    }
    Output.line(String(parts.reduce(0, &+), radix: 16))
  }
}

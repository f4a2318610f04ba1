import Foundation
import GRDB
import ItemBank
import Journal
import QuizEngine
import SextantCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What can happen next.
extension Life {
  func step() throws {
    let place = chance.happens(oneIn: 4) ? 1 : 0
    switch chance.below(60) {
    case 0..<34: for _ in 0..<1 + chance.below(6) { try act(place) }
    case 34..<38: try pass()
    case 38..<43: try tellAboutPerson(place)
    case 43, 44:
      tell("program \(place) looks at everything")
      try look(try window(place))
    case 45: try report(try window(place))
    case 46: try lookBack(place)
    case 47: try sortOut(place)
    case 48, 49: try updateBank()
    case 50:
      tell("program \(place) is stopped")
      try leave(place)
    case 51:
      // It had nothing on its way to the disk, and is gone.
      tell("program \(place) is killed")
      tally.note("kills")
      windows[place] = nil
    case 52: try crash()
    case 53:
      killing = chance.happens(oneIn: 2) ? .before : .after
      for _ in 0..<4 where killing != nil { try act(place) }
      killing = nil
    case 54: try occupy()
    case 55, 56:
      isDiskFull = true
      tell("the disk is full")
      for _ in 0..<3 { try act(place) }
      try tellAboutPerson(place)
      healDisk()
    case 57, 58: if chance.happens(oneIn: 2) { try damage() }
    default: try pass()
    }
    if intruder != nil, chance.happens(oneIn: 3) { release() }
  }

  /// Time goes by, or the clock is set, or the person travels.
  private func pass() throws {
    switch chance.below(12) {
    case 0:
      let back = Double(chance.below(400)) * 86_400.5
      clock.setBack(seconds: back)
      tell("the clock is set back by \(back / 86_400) days")
      tally.note("clocks set back")
    case 1:
      let jump = chance.below(200_000_000) - 100_000_000
      clock.jump(milliseconds: jump)
      tell("the running clock jumps by \(jump) ms")
    case 2, 3, 4:
      clock.travel(to: chance.below(6))
      tell("the person travels")
      tally.note("journeys")
    case 5: clock.pass(milliseconds: chance.below(40) * 86_400_000 * 30)
    default: clock.pass(milliseconds: chance.below(60) * 86_400_000 + chance.below(86_400_000))
    }
  }

  /// Something that the person says about themselves, the plan or the program.
  private func tellAboutPerson(_ place: Int) throws {
    let bank = try window(place).bank
    let action = "action-\(chance.below(6))"
    let day = clock.days.day(at: clock.date.timeIntervalSince1970)
    switch chance.below(10) {
    case 0:
      let steps: [Effect.ActionStep] = [.todo, .doing, .done]
      try run(.setAction(action, steps[chance.below(3)]), in: place)
    case 1:
      try run(
        .editAction(action, .date(chance.happens(oneIn: 3) ? nil : day.advanced(by: chance.below(90)))),
        in: place)
    case 2:
      try run(.editAction(action, .note(chance.happens(oneIn: 3) ? "" : "note \(stepNumber)")), in: place)
    case 3: try run(.editAction(action, .artefact("https://example.org/\(stepNumber)")), in: place)
    case 4, 5:
      let level = EvidenceEdit.level(chance.happens(oneIn: 4) ? nil : chance.below(4))
      let artefact = EvidenceEdit.artefact(chance.happens(oneIn: 2) ? "" : "proof \(stepNumber)")
      let edits = [[level], [artefact], [level, artefact]][chance.below(3)]
      try run(.editEvidence("evidence.e\(chance.below(2))", edits), in: place)
    case 6: try run(.untellEvidence(scale: "evidence.e\(chance.below(2))"), in: place)
    case 7:
      // What a window shows may be of another day.
      let shown = shownSettings ?? Settings()
      var settings = shown
      settings.profile = ["entry", "senior"][chance.below(2)]
      settings.asksConfidence = chance.happens(oneIn: 2)
      settings.placementLength = 8 + chance.below(3)
      settings.drillLength = 1 + chance.below(5)
      settings.examLength = 8
      settings.examMinutes = [0, 1, 60][chance.below(3)]
      settings.coolDownDays = [0, 30][chance.below(2)]
      settings.look = Settings.ThemeSetting.allCases[chance.below(4)]
      if chance.happens(oneIn: 3) { shownSettings = try window(place).space.settings() }
      try run(.saveSettings(settings, since: shown), in: place)
    case 8: try run(.noteKeyRead(chance.pick(bank.bank.items)?.id ?? ""), in: place)
    default:
      try run(
        .reportItem(
          chance.pick(bank.bank.items)?.id ?? "", chance.happens(oneIn: 3) ? "" : "report \(stepNumber)"),
        in: place)
    }
  }

  /// Attempts are excluded, counted again or deleted.
  private func sortOut(_ place: Int) throws {
    let closed = ledger.attempts.filter { $0.state != "open" }.map(\.id).sorted()
    guard let id = chance.pick(closed) else { return }
    let isExcluded = ledger.row(.exclusion, id) != nil
    let effect: Effect =
      switch chance.below(5) {
      case 0: .deleteAttempt(id, forgetsReviews: chance.happens(oneIn: 2))
      case 1 where isExcluded, 2 where isExcluded, 3 where isExcluded: .includeAttempt(id)
      default: .excludeAttempt(id, reason: "reason \(stepNumber)")
      }
    tell("program \(place) changes what counts: \(effect)")
    try run(effect, in: place)
    tally.note("attempts sorted out")
  }

  /// The bank is replaced; a program knows of it from its next start.
  private func updateBank() throws {
    let isLookedAt = chance.happens(oneIn: 3)
    if isLookedAt { try look(try window(0)) }
    version = (version + 1 + chance.below(2)) % LifeBank.versions.count
    tell("the bank is of version \(version)")
    tally.note("bank updates")
    for place in windows.indices where !chance.happens(oneIn: 4) { try leave(place) }
    if isLookedAt { try look(try window(0)) }
  }
}

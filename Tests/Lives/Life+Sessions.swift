import Foundation
import GRDB
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import SextantCore

/// What a person does in an attempt or an exam.
extension Life {
  /// Begins something, or goes on with what waits.
  func sit(_ place: Int) throws {
    _ = try window(place)
    let scope: Scope =
      switch chance.below(3) {
      case 0: .domain("d\(chance.below(3))")
      case 1: .skill("d\(chance.below(3)).s\(chance.below(2))")
      default: .all
      }
    let modes: [(Mode, Scope)] = [(.placement, .all), (.focus, scope), (.drill, .all), (.mock, .all)]
    let (mode, about) = modes[chance.below(4)]
    if let open = ledger.openAttempt, !ledger.isBare(open), !chance.happens(oneIn: 8) {
      return try resume(open.id, place)
    }
    if let open = ledger.openAttempt, chance.happens(oneIn: 6) { return try resume(open.id, place) }
    var effect = Effect.startAttempt(mode, about)
    if let open = ledger.openAttempt, chance.happens(oneIn: 3) {
      effect = .replaceAttempt(open.id, mode, about)
    }
    if chance.happens(oneIn: 12) {
      let items = LifeBank.versions[version].bank.items.map(\.id)
      effect = .drillItems((0..<3).compactMap { _ in chance.pick(items) })
    }
    tell("program \(place) begins \(mode) about \(about)")
    try open(try run(effect, in: place), place)
  }

  func resume(_ id: String, _ place: Int) throws {
    tell("program \(place) goes on with \(id)")
    try open(try run(.resumeAttempt(id), in: place), place)
  }

  /// Puts a session on the screen, exactly as it was stored.
  private func open(_ outcomes: [Outcome], _ place: Int) throws {
    guard let window = windows[place] else { return }
    (window.session, window.isDisturbed, window.isFlagged) = (nil, false, false)
    switch outcomes.first {
    case .attempt(let opened)?:
      let id = opened.record.id
      let count = ledger.rows(.response, ofAttempt: id).count
      try expect(
        opened.attempt.responses.count == count,
        "\(opened.attempt.responses.count) of \(count) answers replay")
      try checkPending(opened, window)
      switch opened.opening(waitsToBegin: chance.happens(oneIn: 4), at: clock.clock) {
      case .session(let session):
        window.session = session
        if session.stage == .ready { try send(.begun, in: place) }
      case .over(_): if count > 0 { try finished(id, place) }
      }
      tally.note("\(opened.attempt.plan.mode) sessions")
    case .exam(let opened)?:
      try checkSheets(opened, window)
      window.session = opened.opening(at: clock.clock)
      if window.session?.stage == .ready { try send(.begun, in: place) }
      tally.note("mock sessions")
    default: break
    }
  }

  /// What was kept of the item on the screen comes back, unless its question has changed.
  private func checkPending(_ opened: AttemptSession, _ window: Window) throws {
    guard let row = ledger.row(.pending, opened.record.id), let item = opened.attempt.current?.id,
      row[1] == item.databaseValue, !isAltered
    else { return }
    let flag = row[3] == 1.databaseValue
    let note = String.fromDatabaseValue(row[4]) ?? ""
    guard flag || !note.isEmpty else { return }
    try expect(
      opened.pending?.isFlagged == flag && opened.pending?.note == note,
      "a flag or a note to \(item) did not come back")
  }

  /// An exam comes back with every sheet, and knows which answers were given to other questions.
  private func checkSheets(_ opened: ExamSession, _ window: Window) throws {
    // Where bytes of values have changed, nobody knows what was answered.
    for (position, sheet) in opened.exam.itemStates.enumerated() where !isAltered {
      let row = ledger.row(.response, opened.record.id, position)
      try expect(
        sheet.answer?.storage.databaseValue == row?[6],
        "the answer at \(position) came back as \(sheet.answer as Any)")
      let kept = ledger.row(.sheet, opened.record.id, position)
      if let kept {
        try expect(
          sheet.isFlagged.databaseValue == kept[3] && sheet.milliseconds.databaseValue == kept[4],
          "the sheet at \(position) came back as \(sheet)")
      }
      if let row, !row[17].isNull {
        let text = window.bank.texts[sheet.item]
        try expect(
          sheet.isOutdated == (text?.databaseValue != row[17]),
          "the answer at \(position) is taken for one to another form")
      }
    }
  }

  /// One thing that a person does with what is on the screen.
  func act(_ place: Int) throws {
    guard let session = windows[place]?.session else { return try sit(place) }
    clock.pass(milliseconds: chance.happens(oneIn: 8) ? chance.below(900) : 2000 + chance.below(40_000))
    switch session.stage {
    case .answering: try answer(session, place)
    case .rating where session.takenBack != nil && chance.happens(oneIn: 3):
      try send(chance.happens(oneIn: 2) ? .confirmed : .undone, in: place)
    case .rating: try send(.rated(chance.happens(oneIn: 4) ? nil : 1 + chance.below(3)), in: place)
    case .feedback where chance.happens(oneIn: 8): try undo(session, place)
    case .feedback:
      if chance.happens(oneIn: 3) { try grade(session.item.id, place) }
      try send(chance.happens(oneIn: 5) ? .flagged : .confirmed, in: place)
    case .away:
      try send(
        [.turnedBack, .wentTo(chance.below(8)), .handedIn, .openedOverview][chance.below(4)], in: place)
    case .paused: try send(.resumed, in: place)
    case .ready: try send(chance.happens(oneIn: 3) ? .declined : .begun, in: place)
    case .finishing: try send(.confirmed, in: place)
    case .over: windows[place]?.session = nil
    }
  }

  /// Another grade than the program's, or the program's again.
  private func grade(_ item: String, _ place: Int) throws {
    guard let choice = windows[place]?.graded?.choice, choice.item == item else { return }
    let rating = chance.pick(MemoryRating.allCases) ?? .again
    tell("program \(place) grades \(item) \(rating)")
    try run(.grade(choice.choosing(rating)), in: place)
  }

  /// Takes the last answer back, if the ledger still knows what it changed; damage may have made it forget.
  private func undo(_ session: Session, _ place: Int) throws {
    let isKnown = session.responses.isEmpty || ledger.memories.rows[session.id] != nil
    try send(isKnown ? .undone : .ticked, in: place)
  }

  private func answer(_ session: Session, _ place: Int) throws {
    switch chance.below(24) {
    case 0: try send(.flagged, in: place)
    case 1: try send(.noted("a note of \(stepNumber)"), in: place)
    case 2: try send(.paused, in: place)
    case 3, 4: if session.exam == nil { try undo(session, place) } else { try send(.turnedAway, in: place) }
    case 12: try send(.cleared, in: place)
    case 5:
      tell("program \(place) leaves")
      try send(.left(.back), in: place)
    case 6: if chance.happens(oneIn: 2) { try send(session.exam == nil ? .ended : .handedIn, in: place) }
    case 7: try send(.interrupted, in: place)
    case 8, 9:
      for _ in 0..<4 { try send(.edited(edit()), in: place) }
      try send(.confirmed, in: place)
    case 10 where session.exam != nil: try send(.wentTo(chance.below(10)), in: place)
    case 11 where session.exam != nil: try send(.openedOverview, in: place)
    default:
      try send(.answered(answer(to: session.item)), in: place)
      if windows[place]?.session?.stage == .answering, session.exam != nil { try send(.confirmed, in: place) }
    }
  }

  private func edit() -> AnswerEdit {
    switch chance.below(8) {
    case 0: .moved(by: chance.below(3) - 1)
    case 1: .movedToFirst
    case 2: .adjusted(by: 1)
    case 3: .rowPicked(chance.below(5))
    case 4: .toggled
    case 5: .assigned(chance.below(5))
    case 6: .unknownChosen
    default: .typed(TypedText(["0.5", "i", "true", "yes 2", ""][chance.below(5)]))
    }
  }

  /// An answer, right as often as not.
  private func answer(to item: Item) -> Answer {
    if chance.happens(oneIn: 9) { return .unknown }
    let isRight = chance.happens(oneIn: 2)
    switch item.task {
    case .singleChoice(let options, _):
      return .choice(options.firstIndex { $0.isKey == isRight } ?? 0)
    case .multipleChoice(let options, _):
      return .choices(options.indices.filter { options[$0].isKey || (!isRight && $0 == 3) })
    case .numeric(let key): return .typed("\(isRight ? key.value : key.value + 1)")
    case .shortText(let answers, _): return .typed(isRight ? answers[0] : "none")
    case .ordering(let steps): return .order(isRight ? Array(steps.indices) : steps.indices.reversed())
    case .matching(let pairs, _):
      return .matches(pairs.indices.map { isRight ? $0 : ($0 + 1) % pairs.count })
    case .linePick(let lines, _): return .line(isRight ? lines[0] : 1 + lines[0] % 3)
    case .situational(let options):
      return .ratings(options.map { isRight ? $0.effectiveness : 1 + chance.below(4) })
    }
  }

  // MARK: Events and writes

  /// Tells a session what happened, and carries out what it asks for.
  func send(_ event: Session.Event, in place: Int) throws {
    guard let window = windows[place], var session = window.session else { return }
    let effects = session.handle(event, at: clock.clock)
    tell("program \(place): \("\(event)".prefix(60))")
    window.session = session
    for effect in effects {
      try carryOut(effect, in: place)
      // The program may have been killed meanwhile.
      guard windows[place] === window else { return }
    }
  }

  private func carryOut(_ effect: Session.Effect, in place: Int) throws {
    guard let asked = Effect(effect) else {
      windows[place]?.session = nil
      return
    }
    if case .showResult(let id) = effect {
      windows[place]?.session = nil
      return try finished(id, place)
    }
    if effect.isWrite, let killing {
      self.killing = nil
      tell("program \(place) is killed \(killing) a write")
      tally.note("kills in a write")
      if killing == .after { try run(asked, in: place) }
      return try crash()
    }
    let outcomes = try run(asked, in: place)
    guard effect.isWrite else { return }
    for event in outcomes.compactMap(\.sessionEvent) { try send(event, in: place) }
    if let failure = outcomes.lazy.compactMap(\.failure).first, failure.exitCode == 1, chance.below(3) > 0 {
      // What went on elsewhere is best gone on with from there.
      windows[place]?.session = nil
    }
    if outcomes.allSatisfy({ $0.failure == nil }) { try checkReplay(effect, in: place) }
  }

  /// How many flagged answers the journal may hold.
  ///
  /// After a correction, the item that comes next may be flagged already. That flag is no answer's, and it may not be
  /// stored: its write failed, or another program works on the same item.
  private static func answeredFlags(_ session: Session, after recording: Recording) -> ClosedRange<Int> {
    guard recording.replaced != nil else { return session.flags...session.flags }
    if case .feedback = session.stage { return max(0, session.flags - 1)...session.flags }
    let answered = session.flags - (session.isFlagged ? 1 : 0)
    return answered...answered
  }

  /// What is stored replays to what is on the screen.
  private func checkReplay(_ effect: Session.Effect, in place: Int) throws {
    guard let window = windows[place], let session = window.session, !session.isOver,
      ledger.attempt(session.id)?.state == "open"
    else { return }
    let again = try freshWindow(window.version)
    switch effect {
    case .record(let recording):
      guard let attempt = session.attempt, attempt.current != nil,
        case .attempt(let stored)? = again.runner.run(.resumeAttempt(session.id)).first
      else { return }
      try expect(stored.attempt == attempt, "attempt \(session.id) replays to another state")
      // Another program may have changed the flag of an answer.
      try expect(
        Self.answeredFlags(session, after: recording).contains(stored.flags) || window.isFlagged,
        "\(stored.flags) flags replay, \(session.flags) are on the screen")
      tally.note("replays")
    case .saveExamItem:
      guard let exam = session.exam,
        case .exam(let stored)? = again.runner.run(.resumeAttempt(session.id)).first
      else {
        return
      }
      try expect(
        stored.exam.version == exam.version && stored.exam.activeMilliseconds == exam.activeMilliseconds,
        "exam \(session.id) replays with another clock or version")
      for position in exam.itemStates.indices where position != exam.place {
        var sheet = exam.itemStates[position]
        // Where the bank has lost the item that comes next, the stored exam goes on at another.
        if position == stored.exam.place { sheet.isSeen = true }
        try expect(
          stored.exam.itemStates[position] == sheet,
          "sheet \(position) replays to \(stored.exam.itemStates[position]), not \(exam.itemStates[position])"
        )
      }
      tally.note("replays")
    default: break
    }
  }

  /// An attempt is over: its result is looked at.
  private func finished(_ id: String, _ place: Int) throws {
    tell("attempt \(id) is over")
    guard ledger.attempt(id)?.state == "finished" else { return }
    tally.note("results")
    try checkResult(id, in: place)
  }
}

import ItemBank
import Psychometrics
import Testing

@testable import QuizEngine

/// What holds in every answer in the making, for every kind of question.
@Suite struct DraftLawTests {
  static let items: [Item] =
    Sample.tasks.enumerated().map { Sample.item("i\($0)", skill: "d0.s0", level: 3, task: $1) } + [
      Sample.item(
        "matching", skill: "d0.s0", level: 3,
        task: .matching(
          pairs: ["a", "b", "c"].map { MatchingPair(left: $0, right: $0 + $0) }, extras: ["d", "e"])),
      {
        var item = Sample.item("lines", skill: "d0.s0", level: 3, task: .linePick(lines: [2], notes: []))
        item.code = CodeBlock(
          language: "python", text: (1...12).map { "line \($0)" }.joined(separator: "\n"))
        return item
      }(),
    ]

  private func draft(_ item: Item, seed: UInt64) -> Draft {
    Draft(item: item, presentation: Presentation(of: item.task, seed: seed, position: 0))
  }

  @Test(arguments: 0..<200 as Range<UInt64>) func whatIsKeptComesBack(seed: UInt64) throws {
    var life = try SessionLife(plan: Sample.plan(seed, limit: 1), seed: seed)
    for item in Self.items {
      var draft = draft(item, seed: seed)
      for _ in 0..<20 {
        draft.take(life.edit())
        #expect((0..<draft.rowCount).contains(draft.focus ?? 0))
        // Guards against: a complete answer that counts as not begun, and so is not kept.
        if draft.answer != nil { #expect(draft.isBegun && draft.answerSoFar == draft.answer) }
        #expect(draft.isBegun == (draft.answerSoFar != nil))
        guard let answer = draft.answerSoFar else { continue }
        var back = self.draft(item, seed: seed)
        back.restore(try #require(Answer(storage: answer.storage)))
        #expect(back.answerSoFar == answer && back.answer == draft.answer, "\(item.task.kind)")
        // Guards against: "I don't know" that stays under an answer which is put back over it.
        var unknown = self.draft(item, seed: seed)
        unknown.take(.unknownChosen)
        unknown.restore(answer)
        #expect(unknown.answerSoFar == answer, "\(item.task.kind)")
      }
    }
  }

  /// A step is marked as placed only where the person put it: by its number, or by moving it themselves.
  @Test(arguments: 0..<100 as Range<UInt64>) func aMarkedStepIsWhereThePersonPutIt(seed: UInt64) throws {
    var life = try SessionLife(plan: Sample.plan(seed, limit: 1), seed: seed)
    let item = Sample.item(
      "steps", skill: "d0.s0", level: 3, task: .ordering(steps: ["a", "b", "c", "d", "e"]))
    var draft = draft(item, seed: seed)
    var put: [Int: Int] = [:]
    var marked: Set<Int> = []
    for _ in 0..<40 {
      guard case .order(let before) = draft.content else { return }
      let step = draft.focus.flatMap { before.indices.contains($0) ? before[$0] : nil }
      let edit: AnswerEdit =
        switch life.number(below: 3) {
        case 0: .assigned(1 + life.number(below: 5))
        case 1: .adjusted(by: life.number(below: 2) == 0 ? 1 : -1)
        default: .moved(by: life.number(below: 2) == 0 ? 1 : -1)
        }
      draft.take(edit)
      guard case .order(let after) = draft.content else { return }
      if let step, before != after || draft.isPlaced(step) { put[step] = after.firstIndex(of: step) }
      for step in after.indices where draft.isPlaced(step) {
        #expect(after.firstIndex(of: step) == put[step], "\(edit) leaves \(step) where nobody put it")
      }
      if case .assigned = edit { marked = Set(after.indices.filter { draft.isPlaced($0) }) }
    }
    #expect(seed > 10 || !marked.isEmpty)
  }

  @Test func aStepThatIsPushedAwayLosesItsMark() {
    let item = Sample.item("steps", skill: "d0.s0", level: 3, task: .ordering(steps: ["a", "b", "c", "d"]))
    var draft = draft(item, seed: 1)
    draft.take(.assigned(1))
    draft.take(.assigned(2))
    guard case .order(let before) = draft.content else { return }
    #expect(draft.focus == 2 && draft.isPlaced(before[0]) && draft.isPlaced(before[1]))
    draft.take(.adjusted(by: -1))
    #expect(draft.isPlaced(before[0]) && !draft.isPlaced(before[1]) && !draft.isPlaced(before[2]))
    // A marked step that is moved by hand keeps its mark, because the person put it there.
    draft.take(.movedToFirst)
    draft.take(.adjusted(by: 1))
    #expect(draft.isPlaced(before[0]))
  }

  @Test(arguments: 0..<60 as Range<UInt64>) func everyStepCanBeTakenBack(seed: UInt64) throws {
    for item in Self.items {
      let attempt = Attempt(plan: Sample.plan(seed, limit: 3), pool: Sample.pool)
      guard case .session(var session) = Session.opening(id: "a", attempt: attempt, item: item, at: 0) else {
        Issue.record("it is over before it began")
        continue
      }
      var life = try SessionLife(plan: Sample.plan(seed, limit: 1), seed: seed)
      var answers: [Answer?] = [session.draft.answerSoFar]
      for _ in 0..<15 {
        var edit = life.edit()
        // Letters are taken back by the keys of the field.
        if case .typed = edit { edit = .unknownChosen }
        let before = session.draft
        _ = session.handle(.edited(edit), at: 0)
        if !session.draft.isSameAnswer(as: before) { answers.append(session.draft.answerSoFar) }
      }
      // Guards against: a step that is not remembered, or remembered twice.
      while let last = answers.popLast() {
        #expect(session.draft.answerSoFar == last)
        _ = session.handle(.undone, at: 0)
      }
      _ = session.handle(.undone, at: 0)
      #expect(session.remark == .nothingToUndo && !session.draft.isBegun)
    }
  }

  @Test func whatDoesNotFitTheQuestionAnyMoreIsLeftOut() {
    let stale: [Answer] = [
      .choice(9), .choices([0, 9]), .order([0, 1]), .matches([0, 9, nil]), .line(99), .ratings([1, 2, 3, 7]),
    ]
    for item in Self.items {
      for answer in stale {
        var draft = draft(item, seed: 1)
        draft.restore(answer)
        #expect(draft == self.draft(item, seed: 1), "\(item.task.kind) \(answer)")
      }
    }
  }

  @Test func aNumberTypedOnNotKnowingTakesThatBack() {
    var draft = draft(Self.items[2], seed: 1)
    draft.take(.unknownChosen)
    #expect(draft.answer == .unknown)
    draft.take(.typed(TypedText("0.8")))
    #expect(draft.answer == .typed("0.8") && draft.focus == 0)
    draft.take(.typed(TypedText("0.8x")))
    #expect(draft.answer == nil && draft.isUnreadable && draft.answerSoFar == .typed("0.8x"))
  }
}

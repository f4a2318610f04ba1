import QuizEngine
import SextantCore
import TerminalUI

/// One question as it was asked, with the answer and the explanation; back leads to where it was chosen.
struct AskedScreen: Screen {
  static let place = Place(keys: [Place.KeyList(title: "Answer", bindings: keys)])

  let section = "answer"
  let underAttempt = UnderAttempt.stays
  /// The question with its answer.
  let question: AskedQuestion
  private(set) var scroll = 0
  /// The report of a mistake in the question, while it is written.
  private var report: Prompt?

  init(_ question: AskedQuestion) { self.question = question }

  private static let keys =
    [
      Binding(.drill, [.character("d")], label: "drill", help: "practise the skill of the question"),
      LinksScreen.ofQuestion,
      Binding(.copy, [.character("y")], label: "copy", help: "copy the question with its explanation"),
      Binding(
        .report, [.character("!")], label: "report",
        help: "report a mistake in the question; stays on your computer"),
    ] + Bindings.vertical + [Bindings.back]

  func bindings(_ context: Context) -> [Binding] { report == nil ? Self.keys : Prompt.bindings }

  var takesText: Bool { report != nil }

  /// The report being written.
  func unsaved(_ context: Context) -> [Effect] {
    guard let report, !report.field.text.isEmpty else { return [] }
    return [.reportItem(question.answered.response.item, report.field.text)]
  }

  mutating func receive(_ outcome: Outcome, _ context: Context) -> Response {
    guard case .reported = outcome else { return .ignored }
    return .navigate(.message("Your report stays on this computer. The bank shows it."))
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else {
      return report?.field.take(input) ?? false ? .done : .ignored
    }
    if let report {
      guard command == .confirm || command == .back else { return .done }
      self.report = nil
      guard command == .confirm, !report.field.text.isEmpty else { return .done }
      return .perform(.reportItem(question.answered.response.item, report.field.text))
    }
    let last = max(0, lines(context.size, context).count - 1)
    switch command {
    case .up: scroll -= 1
    case .down: scroll += 1
    case .pageUp: scroll -= context.page
    case .pageDown: scroll += context.page
    case .top: scroll = 0
    case .bottom: scroll = last
    case .drill:
      return .perform(
        context.overview.open.map { .resumeAttempt($0.id) }
          ?? .startAttempt(.drill, .skill(question.answered.response.skill)))
    case .next: return LinksScreen.open(forSkill: question.answered.response.skill, context)
    case .copy:
      guard let item = question.answered.item else { break }
      return .navigate(.copy(item.copied(explained: true), name: "question and explanation"))
    case .report: report = Prompt("What is wrong? It stays on this computer")
    case .back: return .navigate(.pop)
    default: return .ignored
    }
    scroll = min(max(0, scroll), last)
    return .done
  }

  private func lines(_ size: Size, _ context: Context) -> [Line] {
    Pane.fitted(Chrome.text(Rect(size))) { MarkedScreen.pane(question, columns: $0, context) }
  }

  func view(_ size: Size, _ context: Context) -> Frame {
    var frame = Frame(size)
    var area = Chrome.draw(title: [TextRun("Your answer", .heading)], on: &frame)
    if let report {
      let (rest, foot) = area.splitBottom(1)
      frame.put(report.line(columns: foot.columns - 2), in: foot.inset(left: 1), row: foot.row)
      area = rest
    }
    let text = Chrome.text(area.inset(top: area.rows > 14 ? 1 : 0))
    let lines = Pane.fitted(text) { MarkedScreen.pane(question, columns: $0, context) }
    Pane.draw(lines, offset: scroll, in: text, on: &frame)
    return frame
  }
}

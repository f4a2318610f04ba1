import ItemBank
import Journal
import QuizEngine
import Roadmap
import SextantCore
import TerminalUI

/// What is typed on the plan: days, proofs, notes and the interview; and the time per week.
extension PlanScreen {
  static let asksInterview = "Interview on"

  /// What beginning an action led to: without a date of its own it gets one from the plan.
  static func begun(_ action: RoadmapAction, _ record: ActionRecord?, _ context: Context) -> String {
    guard record?.due == nil, let end = context.overview.weeks.endDay(of: action.id) else {
      return "Begun. u takes it back."
    }
    return "Begun, by \(end.near(today: context.today)). u takes it back."
  }

  mutating func keepInterview(_ prompt: Prompt, _ command: Command, _ context: Context) -> Response {
    guard command == .confirm else {
      if command == .back { self.prompt = nil }
      return .done
    }
    let text = prompt.field.text
    let day = CalendarDay.read(text, today: context.today)
    guard text.isEmpty || day.map({ $0 > context.today }) ?? false else {
      self.prompt = Prompt(
        day == nil ? "No such day:" : "That day is past:", replacing: text,
        example: Self.example(context.today.advanced(by: 42)))
      return .done
    }
    self.prompt = nil
    var settings = context.overview.settings
    hint =
      day.map {
        "Interview on \($0.long)."
      }
      ?? (settings.interview == nil ? nil : "The interview is removed.")
    settings.interview = day
    open(.weeks)
    return settings == context.overview.settings
      ? .done : .perform(.saveSettings(settings, since: context.overview.settings))
  }

  /// A day in the form to type.
  static func example(_ day: CalendarDay) -> String {
    "such as \(day.iso) or \(day.short(today: day))"
  }

  mutating func changePace(_ distance: Int, _ context: Context) -> Response {
    var settings = context.overview.settings
    let now = Settings.paces.lastIndex { $0 <= settings.minutesAWeek } ?? 0
    settings.minutesAWeek = Settings.paces[min(Settings.paces.count - 1, max(0, now + distance))]
    open(.weeks)
    return settings == context.overview.settings
      ? .done : .perform(.saveSettings(settings, since: context.overview.settings))
  }

  mutating func keep(
    _ prompt: Prompt, _ command: Command, _ action: RoadmapAction?, _ record: ActionRecord?,
    _ context: Context
  ) -> Response {
    guard command == .confirm, let action else {
      if command == .back { self.prompt = nil }
      return .done
    }
    let text = prompt.field.text
    switch field {
    case .date:
      let date = CalendarDay.read(text, today: context.today)
      let isDone = record?.state == .done
      guard text.isEmpty ? !isDone : date != nil else {
        self.prompt = Prompt(
          text.isEmpty ? "Done when?" : "No such date:", replacing: text,
          example: Self.example(context.today.advanced(by: isDone ? -1 : 14)))
        return .done
      }
      if isDone, let date {
        guard let past = CalendarDay.readPast(text, today: context.today) else {
          self.prompt = Prompt(
            "\(date.short(today: context.today)) is to come:", replacing: text, example: "")
          return .done
        }
        self.prompt = nil
        return .perform(.setAction(action.id, .done, on: past))
      }
      self.prompt = nil
      if let date, date < context.today { hint = "Kept, though that day is past." }
      return .perform(.editAction(action.id, .date(date)))
    case .artefact, .note, .interview, .file:
      self.prompt = nil
      return .perform(edit(action, text))
    }
  }
}

import QuizEngine
import SextantCore
import TerminalUI

extension AppState {
  /// Takes in what came of an effect, and tells what the world must do next.
  public mutating func handle(_ outcome: Outcome, at moment: Moment) -> [Effect] {
    let wasOpening = if case .opening? = screens.last { true } else { false }
    let effects = take(outcome, at: moment)
    switch outcome {
    case .waiting, .attempt, .exam, .kept, .result, .history, .comparison, .bank, .reviews:
      return effects + release(at: moment)
    case .overview where wasOpening: return effects + release(at: moment)
    case .failed:
      // What was typed was not meant for a message.
      isAwaiting = false
      held = []
      return effects
    case .progress, .overview, .recorded, .stored, .finished, .dropped, .headlines, .reported, .preview,
      .remarks, .told:
      return effects
    }
  }

  private mutating func take(_ outcome: Outcome, at moment: Moment) -> [Effect] {
    switch outcome {
    case .progress(let label, let share):
      work = Work(label: label, share: share)
      return []
    case .overview(let overview, let notices):
      work = nil
      return arrive(overview, notices: notices)
    case .waiting(let record, let mode, let scope):
      work = nil
      screens.append(.panel(.init(WaitingScreen(record: record, mode: mode, scope: scope))))
      return []
    case .attempt(let session):
      work = nil
      return begin(session, at: moment)
    case .exam(let session):
      work = nil
      if let home = screens.first { screens = [home] }
      screens.append(
        .panel(
          .init(
            ExamScreen(
              session: session, clock: moment.clock,
              reducesMotion: overview?.settings.reducesMotion ?? false))))
      return []
    case .kept(let next):
      guard case .panel(let panel)? = screens.last, var screen = panel.screen as? ExamScreen else {
        return []
      }
      let effects = screen.kept(next: next, clock: moment.clock)
      replaceTop(.panel(.init(screen)))
      return settle(effects, at: moment)
    case .recorded(let next):
      guard case .attempt(var screen) = screens.last else { return [] }
      let effects = screen.recorded(next: next, clock: moment.clock)
      replaceTop(.attempt(screen))
      return effects
    case .stored: return []
    case .finished(let id):
      // Under feedback the person goes on when they have read it.
      if case .attempt(let screen) = screens.last, case .feedback = screen.stage { return [] }
      return [.loadResult(id)]
    case .dropped:
      notice = Notice(text: "Nothing was answered, so nothing is kept of this attempt.", isFatal: false)
      return goBack() + [.loadOverview]
    case .result(let result):
      work = nil
      if case .attempt = screens.last { screens.removeLast() }
      if case .panel(let panel)? = screens.last, panel.screen is ExamScreen { screens.removeLast() }
      // After a sitting nothing is due as it was before.
      screens.removeAll { if case .panel(let panel) = $0 { panel.screen is ReviewsScreen } else { false } }
      // A result opens above home, so that one step back is home.
      screens.append(.result(ResultScreen(result: result)))
      return [.loadOverview]
    case .history(let data):
      work = nil
      screens.append(.history(HistoryScreen(data: data)))
      return []
    case .bank(let listing):
      work = nil
      screens.append(.panel(.init(BankScreen(listing: listing))))
      return [.loadRemarks]
    case .reported(let listing):
      if case .panel(let panel)? = screens.last, let screen = panel.screen as? BankScreen {
        replaceTop(.panel(.init(screen.with(listing))))
      } else {
        notice = Notice(text: "Your report is kept on this machine; the bank shows it.", isFatal: false)
      }
      return []
    case .remarks(let remarks):
      // They may come when the person has gone on: below the top, too, the list gets its marks.
      for (place, screen) in screens.enumerated() {
        if case .panel(let panel) = screen, let bank = panel.screen as? BankScreen {
          screens[place] = .panel(.init(bank.with(remarks)))
        }
      }
      return []
    case .headlines(let found):
      headlines.merge(found) { _, new in new }
      return []
    case .preview(let item):
      guard case .panel(let panel)? = screens.last, var screen = panel.screen as? BankScreen else {
        return []
      }
      screen.preview = item
      replaceTop(.panel(.init(screen)))
      return []
    case .reviews(let schedule, let stems):
      work = nil
      screens.append(.panel(.init(ReviewsScreen(schedule: schedule, stems: stems))))
      return []
    case .comparison(let comparison):
      work = nil
      screens.append(.compare(CompareScreen(comparison: comparison)))
      return []
    case .told(let text):
      notice = Notice(text: text, isFatal: false)
      return []
    case .failed(let text, let canGoOn):
      work = nil
      notice = Notice(text: text, isFatal: !canGoOn)
      if case .panel(let panel)? = screens.last, var screen = panel.screen as? ExamScreen {
        screen.takeBack(clock: moment.clock)
        replaceTop(.panel(.init(screen)))
      }
      if case .attempt(var screen) = screens.last, screen.stage == .saving {
        // The answer is not on the disk: it stays on the screen, to be confirmed again.
        screen.takeBack()
        replaceTop(.attempt(screen))
      }
      return []
    }
  }

  private mutating func arrive(_ overview: Overview, notices: [String]) -> [Effect] {
    let isFirst = self.overview == nil
    hasAskedHeadlines = false
    self.overview = overview
    var notices = notices
    if isFirst {
      let read = KeyMap.read(overview.keys, overview.content)
      keyMap = read.keys
      notices += read.mistakes
    }
    if !notices.isEmpty { notice = Notice(text: notices.joined(separator: "\n\n"), isFatal: false) }
    switch screens.last {
    case .opening:
      screens = [.home(HomeScreen())]
      if !overview.settings.isIntroduced, overview.attempts.isEmpty, overview.open == nil, request == nil {
        screens.append(
          .firstRun(
            FirstRunScreen(
              settings: overview.settings, framework: overview.content.framework, isFirst: true)))
        return []
      }
    case .firstRun(let screen) where screen.isFirst && overview.settings.isIntroduced:
      screens.removeLast()
    default: break
    }
    guard isFirst, let request else { return [] }
    self.request = nil
    switch request {
    case .take(let effect): return [effect]
    case .resume:
      if let open = overview.open { return [.resumeAttempt(open.id)] }
      notice = Notice(text: "No attempt waits to be resumed.", isFatal: false)
      return []
    case .gaps:
      screens.append(.gaps(GapsScreen(Context(overview: overview, now: overview.now))))
      return []
    case .history: return [.loadHistory]
    }
  }

  private mutating func begin(_ session: AttemptSession, at moment: Moment) -> [Effect] {
    // Where it was begun is where it leads back to; choices and results on the way there are done with.
    screens =
      screens.prefix(1)
      + screens.dropFirst().filter { screen in
        [.gaps, .plan, .map, .reviews].contains(place(of: screen))
      }
    guard let item = session.item else {
      return [.finish(attempt: session.record.id, session.attempt.stopReason ?? .exhausted)]
    }
    screens.append(.attempt(AttemptScreen(session: session, item: item, clock: moment.clock)))
    return []
  }
}

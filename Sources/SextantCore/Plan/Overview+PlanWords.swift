import QuizEngine
import Roadmap

extension Overview {
  /// True if too little was asked to say what there is to learn.
  ///
  /// A placement that says something is enough, however short it was; without one, a few answers aren't.
  package var isHardlyMeasured: Bool {
    (answerCount < Self.fewAnswers && retake == nil)
      || unaskedDomains.count * 2 > content.framework.domains.count
  }

  /// With fewer answers and no placement, a plan is a guess.
  private static var fewAnswers: Int { 10 }
  /// With fewer answers, a plan is a first one.
  private static var someAnswers: Int { 20 }

  /// What to answer before a plan can be trusted; nil if enough is answered.
  package var measureFirst: String? {
    guard isHardlyMeasured else { return nil }
    let count = answerCount
    let so = count == 0 ? "Nothing is measured yet" : "Only \(Words.count(count, "answer")) so far"
    return open?.mode == Mode.placement.rawValue
      ? "\(so): finish your placement first." : "\(so): take a placement first."
  }

  /// What to know about the whole plan.
  package struct PlanNotice: Sendable, Equatable {
    /// The sentences, the most important first.
    package var sentences: [String]
    /// True if it asks for a decision.
    package var isCaution: Bool
    /// All of it.
    package var text: String { sentences.joined(separator: " ") }

    /// Creates a notice.
    package init(sentences: [String], isCaution: Bool) {
      self.sentences = sentences
      self.isCaution = isCaution
    }
  }

  /// What to know about the whole plan, led by what a change of evidence did to it; nil if there is nothing.
  package var planNotice: PlanNotice? {
    guard let evidenceChange else { return noticeOfPlan }
    var notice = noticeOfPlan ?? PlanNotice(sentences: [], isCaution: false)
    notice.sentences.insert(evidenceChange, at: 0)
    return notice
  }

  private var noticeOfPlan: PlanNotice? {
    let weeks = weeks
    if let day = weeks.interview, let available = weeks.weeks.available {
      let date = day.near(today: today)
      if let measureFirst {
        return PlanNotice(
          sentences: [measureFirst, "Until then nobody can say if you'll be ready by \(date)."],
          isCaution: true)
      }
      let (needed, left) = (StudyWeeks.time(weeks.weeks.needed), StudyWeeks.time(available))
      let missed = weeks.missedSentences(minutesAWeek: settings.minutesAWeek, today: today)
      let rest = weeks.entries.count - weeks.ready.count
      guard rest > 0 else {
        return PlanNotice(
          sentences: ["Ready by \(date): \(needed) needed, \(left) left until then."] + missed,
          isCaution: !missed.isEmpty)
      }
      return PlanNotice(
        sentences: [
          "\(needed) needed, \(left) left until \(date).",
          "Done by then, the most urgent first: "
            + "\(weeks.ready.count) of \(Words.count(weeks.entries.count, "action"))"
            + (weeks.halfReady > 0 ? " and a part of \(weeks.halfReady) more." : "."),
          "What is left comes after it.",
        ] + paceAdvice.suffix(1) + missed, isCaution: true)
    }
    if let day = settings.interview {
      return PlanNotice(
        sentences: day == today
          ? ["Your interview is today.", "Good luck!"]
          : ["Your interview was on \(day.short(today: today)).", "Set another date or remove it."],
        isCaution: false)
    }
    if let measureFirst {
      return PlanNotice(sentences: [measureFirst, "Then the plan fits you."], isCaution: false)
    }
    let few =
      answerCount < Self.someAnswers
      ? [
        "This is a first plan, from \(Words.count(answerCount, "answer")).",
        "A longer placement makes it surer.",
      ]
      : []
    return paceAdvice.isEmpty && few.isEmpty
      ? nil : PlanNotice(sentences: paceAdvice + few, isCaution: false)
  }

  /// What to do about an action that takes longer than four weeks: more time, or a shorter one first.
  private var paceAdvice: [String] {
    let weeks = weeks
    let pace = weeks.minutesAWeek
    let actions = content.roadmap.actions
    guard settings.minutesAWeek > 0, let id = weeks.order.first, let first = weeks.entries[id],
      first.minutes > pace * StudyWeeks.mostParts
    else { return [] }
    // Reviews and other work may share its weeks, so the weeks of the plan are the ones to name.
    let time =
      weeks.weeksTaken(by: id) ?? Words.span(hours: Double(first.minutes) / 60, minutesAWeek: pace)
    let takes = "“\(actions[first.place].title)” takes \(time)"
    let more = Settings.paces.first { $0 > pace && first.minutes <= $0 * StudyWeeks.mostParts }
    // What is urgent and needs nothing else may be begun at any time.
    let short = weeks.entries.values.filter {
      $0.minutes < first.minutes && $0.reason.priority != .low
        && !actions[$0.place].after.contains { weeks.entries[$0] != nil }
    }.min { ($0.minutes, $0.place) < ($1.minutes, $1.place) }
    let ways = [
      more.map {
        "\(Words.pace($0)) would make it \(Words.span(hours: Double(first.minutes) / 60, minutesAWeek: $0))"
      },
      short.map { "the shortest that helps is “\(actions[$0.place].title)”, \(StudyWeeks.time($0.minutes))" },
    ].compactMap { $0 }
    let way = ways.joined(separator: "; ")
    return ["\(takes) at \(Words.pace(pace))."]
      + (way.isEmpty ? [] : ["\(way.prefix(1).uppercased())\(way.dropFirst())."])
  }

  /// How many open actions aren't in the plan, as a sentence; nil if all are.
  package var unplannedSentence: String? {
    let count = weeks.others.count
    guard count > 0 else { return nil }
    let isUntold = content.framework.evidence.contains { levels[$0.id] == nil }
    return "Not planned: \(Words.count(count, "action")) of low priority."
      + (isUntold ? " Say in evidence what you have; then the plan can build on it." : "")
  }

  /// What an action is for and how urgent it is, such as `high priority: Probability, missed 3 of 4`.
  package func reason(of id: String) -> ActionReason? {
    if let entry = weeks.entries[id] { return entry.reason }
    return content.roadmap.actions.first { $0.id == id }.map { ActionReasons(self).reason(of: $0) }
  }
}

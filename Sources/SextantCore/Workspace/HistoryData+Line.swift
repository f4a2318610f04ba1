import Foundation
import Psychometrics
import QuizEngine

extension HistoryData {
  /// One point of the drawn line.
  public struct LinePoint: Sendable, Hashable {
    /// The day.
    public var day: CalendarDay
    /// The score at the end of the day, from all answers up to then; today's for the last point.
    public var value: ScoreLine.Value
  }

  /// What the score was on each day with answers, and today: the last point is the number on home.
  ///
  /// - Parameters:
  ///   - domain: A domain, or nil for the overall score. Its line begins with its first answer.
  ///   - overview: Where the person stands today.
  public func points(domain: Int?, through overview: Overview) -> [LinePoint] {
    let today = overview.today
    guard let first = start(domain: domain) else { return [] }
    var points = line.points[first...].filter { $0.day < today.number }.map { point in
      LinePoint(
        day: CalendarDay(number: point.day), value: domain.map { point.domains[$0] } ?? point.overall)
    }
    points.append(LinePoint(day: today, value: overview.score(domain: domain)))
    return points
  }

  /// The score right after an attempt, from all answers up to then.
  ///
  /// It is nil if nothing that counts was answered by then.
  public func score(after entry: Entry, domain: Int?, through overview: Overview) -> ScoreLine.Value? {
    let day = overview.days.day(of: entry.date)
    guard let first = start(domain: domain), line.points[first].day <= day.number else { return nil }
    if let step = step(after: entry, on: day) {
      guard !step.domains.isEmpty else { return nil }
      guard let domain else { return step.overall }
      return line.points[first].day < day.number || step.answersOfDomain[domain] > 0
        ? step.domains[domain] : nil
    }
    guard day < overview.today else { return overview.score(domain: domain) }
    // Bisection, as there may be thousands.
    var (low, high) = (first, line.points.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if line.points[middle].day <= day.number { low = middle } else { high = middle }
    }
    return domain.map { line.points[low].domains[$0] } ?? line.points[low].overall
  }

  /// The score after an attempt on whose day more was answered later; nil if it was the last of its day.
  private func step(after entry: Entry, on day: CalendarDay) -> ScoreLine.Step? {
    let time = entry.date.timeIntervalSince1970
    return line.points.last { $0.day <= day.number }.flatMap { point in
      point.day == day.number ? point.steps.last { abs($0.time - time) < 0.001 } : nil
    }
  }

  /// The first point of a line, as an index; nil if nothing was asked.
  private func start(domain: Int?) -> Int? {
    line.points.firstIndex { point in
      domain.map { point.answersOfDomain[$0] > 0 } ?? point.answersOfDomain.contains { $0 > 0 }
    }
  }
}

extension HistoryData.Entry {
  /// What the attempt says on its own, overall or of a domain; nil if none of its answers counts.
  package func value(domain: Int?) -> ScoreLine.Value? {
    overall.map { overall in domain.map { domains[$0] } ?? overall }
  }
}

extension Overview {
  /// Today's overall score, or that of a domain, in logits.
  public func score(domain: Int?) -> ScoreLine.Value {
    ScoreLine.Value(standing, domain: domain)
  }
}

extension HistoryData {
  /// How far the newest attempt is from the first, and how sure that is, in words for everybody.
  package struct Development: Sendable, Equatable {
    /// What may be said of the change.
    fileprivate var claim: ChangeClaim
    /// The day of the first attempt.
    fileprivate var since: String

    /// The change alone, such as `up 60`.
    package var words: String {
      claim.points == 0 ? "no change" : "\(claim.points > 0 ? "up" : "down") \(abs(claim.points))"
    }
    /// The change with its time and how sure it is, as in `Up 60 in 61 days, since 4 May`, with a second sentence.
    package var sentence: String { claim.sentence(since: since) }
    /// The same from long to short, for places with little room.
    package var sentences: [String] { claim.sentences(since: since) }
  }

  /// The change from the first attempt to the newest, overall or of a domain; nil with fewer than two attempts.
  ///
  /// Both are estimates from their own answers, so they share none.
  package func development(domain: Int?, today: CalendarDay, days: LocalDays) -> Development? {
    let measured = entries.filter { $0.says(ofDomain: domain) }
    guard measured.count >= 2, let first = measured.min(by: { $0.date < $1.date }),
      let last = measured.max(by: { $0.date < $1.date }), let claim = last.claim(since: first, domain: domain)
    else { return nil }
    return Development(claim: claim, since: days.day(of: first.date).short(today: today))
  }

  /// Whether the attempts show a trend, in words.
  public struct Trend: Sendable {
    /// The fitted model of growth.
    public var model: GrowthTrend
    /// A word or two, such as `improving`.
    public var words: String
    /// The same with its probability.
    public var sentence: String
  }

  /// The trend of the overall line or of one domain's; nil with fewer than two attempts.
  public func trend(domain: Int?) -> Trend? {
    let measured = entries.filter { $0.says(ofDomain: domain) }
    guard measured.count >= 2 else { return nil }
    let model = GrowthTrend(
      attempts: measured.compactMap { entry in
        entry.value(domain: domain).map {
          (day: entry.date.timeIntervalSince1970 / Seconds.perDay, mean: $0.mean, sd: $0.sd)
        }
      })
    // Two attempts alone may show less than all of them, so name what the trend rests on.
    let percent = "\(Words.percent(model.verdictProbability)) sure over all \(measured.count) attempts"
    switch model.verdict {
    case .improving:
      return Trend(model: model, words: "improving ↗", sentence: "improving, \(percent) ↗")
    case .declining:
      return Trend(model: model, words: "declining ↘", sentence: "declining, \(percent) ↘")
    case .steady: return Trend(model: model, words: "steady →", sentence: "steady, \(percent) →")
    case .tooEarly:
      return Trend(
        model: model, words: "too early to tell",
        sentence: "too early to tell a trend from \(Words.count(measured.count, "attempt"))")
    }
  }
}

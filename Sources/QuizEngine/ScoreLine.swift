import ItemBank
import Psychometrics

/// What the score was on each day with answers: the line of the history.
///
/// A point is what `ScoreEstimates` said at the end of its day. Later answers don't change it, so the line ends at
/// today's score. The filter goes forward through the days, so the whole line takes one pass.
public struct ScoreLine: Sendable, Equatable {
  /// A score with its uncertainty, in logits.
  public struct Value: Sendable, Hashable {
    /// The mean.
    public var mean: Double
    /// The standard deviation without the error that all levels of a domain share: for comparing scores.
    public var sd: Double
    /// Half the 95 % credible interval with that error, as it stands beside the target; not exactly 1.96 deviations, because the posterior isn't exactly normal.
    public var margin: Double

    /// Creates a value.
    public init(mean: Double, sd: Double, margin: Double) {
      self.mean = mean
      self.sd = sd
      self.margin = margin
    }

    /// Reads the overall score, or that of a domain.
    public init(_ scores: ScoreEstimates, domain: Int? = nil) {
      if let domain {
        let (estimate, own) = (scores.domains[domain], scores.withoutShift.domains[domain])
        self.init(mean: estimate.mean, sd: own.sd, margin: (estimate.upper95 - estimate.lower95) / 2)
      } else {
        let (estimate, own) = (scores.overall, scores.withoutShift.overall)
        self.init(mean: estimate.mean, sd: own.sd, margin: (estimate.upper95 - estimate.lower95) / 2)
      }
    }
  }

  /// The score at the end of one day.
  public struct Point: Sendable, Hashable {
    /// The number of the person's day.
    public var day: Int
    /// A digest of all answers up to and including this day.
    public var digest: UInt64
    /// The profile's weighted mean over the domains.
    public var overall: Value
    /// The domains, in the order of the framework.
    public var domains: [Value]
    /// The answers of this day alone, by domain.
    public var answersOfDomain: [Int]
    /// The scores within the day: after each attempt that others followed, oldest first.
    public var steps: [Step] = []

    /// Creates a point.
    public init(
      day: Int, digest: UInt64, overall: Value, domains: [Value], answersOfDomain: [Int], steps: [Step] = []
    ) {
      self.steps = steps
      self.day = day
      self.digest = digest
      self.overall = overall
      self.domains = domains
      self.answersOfDomain = answersOfDomain
    }
  }

  /// The score after an attempt on a day on which more was answered later.
  public struct Step: Sendable, Hashable {
    /// When the attempt ended, in seconds since 1970.
    public var time: Double
    /// The profile's weighted mean over the domains.
    public var overall: Value
    /// The domains, in the order of the framework; empty if nothing that counts was answered by then.
    public var domains: [Value]
    /// The answers of the day by then, by domain.
    public var answersOfDomain: [Int]

    /// Creates a step.
    public init(time: Double, overall: Value, domains: [Value], answersOfDomain: [Int]) {
      self.time = time
      self.overall = overall
      self.domains = domains
      self.answersOfDomain = answersOfDomain
    }
  }

  /// The days with answers, oldest first.
  public var points: [Point]
  /// What was known at the end of the day before the last, from which the line can be continued; nil if there is none.
  public var start: CountedResponses.Start?

  /// Creates a line from its parts.
  public init(points: [Point] = [], start: CountedResponses.Start? = nil) {
    self.points = points
    self.start = start
  }
}

extension CountedResponses {
  /// What the score was on each day with answers.
  ///
  /// The responses must be all of an assessment, not sums that were stored.
  ///
  /// - Parameters:
  ///   - earlier: A line that was computed before for the same bank and profile. If its days are the first of these,
  ///     only the days since its last one are gone through.
  ///   - within: Returns what was answered of a day by the end of each attempt that others followed; nil for nothing
  ///     that counts.
  ///   - progress: Receives the share of the days done.
  public func line(
    continuing earlier: ScoreLine? = nil, pool: ItemPool, profile: String,
    within: (_ day: Int) -> [(time: Double, day: Day?)] = { _ in [] },
    progress: (_ share: Double) -> Void = { _ in }
  ) -> ScoreLine {
    let digests = days.runningDigests()
    // The last day may get more answers, so it is computed again.
    let kept = earlier.map { max(0, $0.points.count - 1) } ?? 0
    var line = ScoreLine()
    if let earlier, kept > 0, kept < days.count, earlier.points[kept - 1].digest == digests[kept - 1],
      let start = earlier.start, start.day == days[kept - 1].number
    {
      if days.count == earlier.points.count, earlier.points[kept].digest == digests[kept] { return earlier }
      line = ScoreLine(points: Array(earlier.points[..<kept]), start: start)
    }
    let weights = pool.framework.weights(ofProfile: profile)
    for (index, day) in days.enumerated().dropFirst(line.points.count) {
      func scores(_ posterior: CompetencyPosterior) -> ScoreEstimates {
        // Skills aren't shown here, and that of a day without their kernels would be wrong.
        ScoreEstimates(
          ScoreEstimates.Abilities(
            overall: posterior.weightedMean(ofDomains: weights),
            domains: (0..<pool.structure.domainCount).map { posterior.estimate(of: .domain($0)) }, skills: []),
          framework: pool.framework, profile: profile)
      }
      let posterior = Self.posterior(of: day, from: line.start, pool: pool, isRead: false)
      func answers(_ day: Day) -> [Int] {
        var answers = Array(repeating: 0, count: pool.structure.domainCount)
        for equal in day.answers where !equal.isUnanswered {
          answers[pool.entries[equal.entry].domain] += equal.count
        }
        return answers
      }
      let steps = within(day.number).map { time, part -> ScoreLine.Step in
        guard let part else {
          // The score is still that of the day before, if there was one.
          let last = line.points.last
          return ScoreLine.Step(
            time: time, overall: last?.overall ?? ScoreLine.Value(mean: 0, sd: 1, margin: 2),
            domains: last?.domains ?? [], answersOfDomain: last.map { $0.domains.map { _ in 0 } } ?? [])
        }
        let scores = scores(Self.posterior(of: part, from: line.start, pool: pool, isRead: false))
        return ScoreLine.Step(
          time: time, overall: ScoreLine.Value(scores),
          domains: scores.domains.indices.map { ScoreLine.Value(scores, domain: $0) },
          answersOfDomain: answers(part))
      }
      let end = scores(posterior)
      line.points.append(
        ScoreLine.Point(
          day: day.number, digest: digests[index],
          overall: ScoreLine.Value(end),
          domains: end.domains.indices.map { ScoreLine.Value(end, domain: $0) },
          answersOfDomain: answers(day), steps: steps))
      if index < days.count - 1 { line.start = Start(day: day.number, belief: posterior.belief()) }
      if index % 16 == 15 { progress(Double(index) / Double(days.count)) }
    }
    return line
  }
}

extension [CountedResponses.Day] {
  /// For each day, a digest of its answers and those of all days before it.
  fileprivate func runningDigests() -> [UInt64] {
    var hash = FNV1a()
    return map { day in
      hash.mix(number: day.number)
      hash.mix(number: day.answers.count)
      for equal in day.answers {
        hash.mix(number: equal.entry)
        hash.mix(number: equal.category)
        hash.mix(number: equal.level)
        hash.mix(number: equal.count)
        hash.mix(number: equal.isUnanswered ? 1 : 0)
      }
      return hash.value
    }
  }
}

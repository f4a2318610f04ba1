import Psychometrics

/// What people read about the answers that count.
extension CountedResponses {
  /// What the answers of each skill were; practice doesn't count.
  ///
  /// Questions that an exam left without an answer have a count of their own, apart from right and wrong answers.
  public func answersOfSkills(pool: ItemPool) -> [SkillVerdict.Answers] {
    var answers = Array(repeating: SkillVerdict.Answers(), count: pool.structure.skillCount)
    for tally in tallies {
      let skill = pool.entries[tally.entry].skill
      guard tally.outcome.isGiven else {
        answers[skill].leftOut.unanswered += tally.count
        continue
      }
      answers[skill].asked += tally.count
      if tally.isOpen {
        answers[skill].hidden += tally.count
      } else if tally.outcome.isRight {
        answers[skill].right += tally.count
      }
    }
    for tally in tallies.missed {
      let skill = pool.entries[tally.entry].skill
      answers[skill].missed += 1
      if tally.isConfidentButWrong { answers[skill].confidentButWrong += 1 }
    }
    for (skill, count) in leftOut.closed { answers[skill].leftOut += count }
    for (skill, count) in leftOut.open { answers[skill].leftOut += count }
    return answers
  }

  /// The number of answers that count, for each domain; a question without one is no answer.
  public func countsOfDomains(pool: ItemPool) -> [Int] {
    var counts = Array(repeating: 0, count: pool.structure.domainCount)
    for tally in tallies where tally.outcome.isGiven {
      counts[pool.entries[tally.entry].domain] += tally.count
    }
    return counts
  }

  /// The answers that count, without the questions that have none.
  public var given: [Response] { responses.filter { tallies[$0.tally].outcome.isGiven } }
}

extension CountedResponses.Tally {
  /// True if nothing of it is right although the person was certain.
  public var isConfidentButWrong: Bool { outcome == .wrong && isCertain }
}

extension [CountedResponses.Tally] {
  /// The last answer to each item that wasn't right, without those that may not be shown yet.
  ///
  /// A question without an answer is no miss, nor does it undo one.
  public var missed: [Element] {
    // The place of each item's last answer; an array, because home asks for it at every start.
    var last = Array<Int>(repeating: -1, count: (self.map(\.entry).max() ?? -1) + 1)
    for (index, tally) in enumerated() where !tally.isOpen && tally.outcome.isGiven {
      let known = last[tally.entry]
      if known >= 0, self[known].lastAnswered > tally.lastAnswered { continue }
      last[tally.entry] = index
    }
    return indices.lazy.filter {
      last[self[$0].entry] == $0 && self[$0].outcome.isMissed
    }
    .map { self[$0] }
  }
}

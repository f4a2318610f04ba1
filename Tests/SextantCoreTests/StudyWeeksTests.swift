import Foundation
import ItemBank
import Journal
import Psychometrics
import QuizEngine
import Roadmap
import Testing

@testable import SextantCore
@testable import SextantTestSupport

/// What a person's plan promises, whatever is in the journal: over seeds, times per week and interviews.
@Suite struct StudyWeeksTests {
  private func overview(_ base: Overview, pace: Int, interview: Int?) -> Overview {
    var overview = base
    overview.settings.minutesAWeek = pace
    overview.settings.interview = interview.map { base.today.advanced(by: $0) }
    return overview
  }

  @Test(arguments: 0..<24)
  func everyPlanKeepsItsPromises(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: seed % 5 == 0 ? .placement : nil)
    if seed % 3 == 0 {
      app.introduce()
      app.takePlacement(seed: UInt64(seed), share: Double(seed) / 24)
    }
    let base = try app.workspace.overview()
    var generator = SeededGenerator(seed: UInt64(seed))
    for pace in Settings.paces {
      for interview in [nil, 2, 10, 30, 120] as [Int?] {
        let reviews = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
          base.now.addingTimeInterval(Double(Int.random(in: -20...60, using: &generator)) * 86_400)
        }
        let given = overview(base, pace: pace, interview: interview)
        try check(StudyWeeks(given, reviewTimes: reviews), given, reviews: reviews.count)
      }
    }
  }

  private func check(_ weeks: StudyWeeks, _ overview: Overview, reviews: Int) throws {
    let roadmap = overview.content.roadmap.actions
    let open = Set(roadmap.map(\.id)).subtracting(
      overview.actions.values.filter { $0.state == .done }.map(\.action))
    let planned = Set(weeks.entries.keys)
    #expect(planned.isDisjoint(with: weeks.others) && planned.union(weeks.others) == open)
    #expect(weeks.order.count == planned.count && Set(weeks.order) == planned)
    let left = Set(weeks.weeks.leftOut.map(\.id)).intersection(planned)
    #expect(Set(weeks.weeks.spans.keys) == planned.subtracting(left), "once, or left out with a reason")
    let last = weeks.weeks.weeks.lastIndex { !$0.shares.isEmpty } ?? -1
    for (index, week) in weeks.weeks.weeks.enumerated() {
      #expect(week.planned + week.reserved <= week.minutes)
      // Exams, placements and reviews are in the hours that are shown.
      let day = week.days
      let minutes =
        weeks.milestones.filter { day.contains($0.day) && $0.kind != .interview }.reduce(0) {
          $0 + $1.minutes
        }
        + StudyWeeks.minutes(forReviews: weeks.reviews[index])
      #expect(minutes == week.reserved)
      if index < last, week.minutes > 0 {
        #expect(!week.shares.isEmpty || !week.slots.isEmpty || week.upkeep > 0)
      }
    }
    #expect(weeks.reviews.reduce(0, +) <= reviews)
    for (id, span) in weeks.weeks.spans {
      for need in roadmap[try #require(weeks.entries[id]).place].after where planned.contains(need) {
        #expect(try #require(weeks.weeks.spans[need]).last <= span.first, "\(need) comes before \(id)")
      }
    }
    // The first gap is worked on in the first week.
    if let first = GapSummary.first(overview).first {
      let skill = overview.content.framework.skills[first.gap.skill].id
      let closing = Set(roadmap.filter { $0.closes.contains(skill) && open.contains($0.id) }.map(\.id))
      let week = try #require(weeks.weeks.weeks.first { $0.minutes > 0 })
      if !closing.isEmpty {
        // With all that must be done before it.
        var chain = closing.intersection(planned)
        var open = Array(chain)
        while let id = open.popLast() {
          for need in roadmap.first(where: { $0.id == id })?.after ?? [] where chain.insert(need).inserted {
            open.append(need)
          }
        }
        let isAlone =
          week.minutes - week.reserved < 2 * WeekPlan.leastSession
          && weeks.entries.keys.contains {
            overview.actions[$0]?.state == .doing
          }
        // Reviews and a placement that comes first may take all of it.
        let isFull = week.minutes - week.reserved < WeekPlan.leastSession
        #expect(
          isAlone || isFull || week.shares.contains { chain.contains($0.task) }, "\(skill) waits")
      }
    }
    // The next placement is where home says it is, and everything with a day has its time or is named.
    let kinds = Set((weeks.milestones + weeks.missed).map(\.kind))
    if let retake = overview.retake, overview.open?.mode != Mode.placement.rawValue {
      #expect(kinds.contains(.retake) && !kinds.contains(.placement))
      let shown = try #require(weeks.milestones.first { $0.kind == .retake })
      let wanted = overview.today.advanced(by: max(0, retake.days))
      let idle = weeks.weeks.weeks.count { $0.minutes == 0 && $0.days.upperBound < shown.day }
      // A week without time for work and for the placement leaves it to the next one.
      let isShort = weeks.weeks.weeks.contains {
        $0.days.contains(wanted) && $0.minutes - $0.upkeep < 2 * WeekPlan.leastSession
      }
      #expect(
        shown.day == wanted || weeks.interview == wanted || shown.day.weekStart == wanted.weekStart
          || isShort && shown.day > wanted
            && wanted.distance(to: shown.day)
              < 15 + 7 * (StudyWeeks.minutes(forReviews: reviews) / 10 + idle),
        "\(shown.day.iso) for \(wanted.iso), \(reviews) reviews, \(weeks.weeks.weeks.map { ($0.minutes, $0.upkeep, $0.reserved) }.prefix(20))"
      )
    } else {
      #expect(kinds.contains(.placement))
    }
    if let interview = weeks.interview {
      #expect(kinds.contains(.interview))
      #expect(kinds.contains(.mock) == (overview.today.distance(to: interview) > 3))
      for id in weeks.ready { #expect(try #require(weeks.weeks.spans[id]).last < interview) }
    }
    for milestone in weeks.missed where milestone.kind == .mock {
      #expect(!weeks.missedSentences(minutesAWeek: 0, today: overview.today).isEmpty)
    }
    var shown = overview
    shown.laidOut = weeks
    let notice = shown.planNotice?.text ?? ""
    #expect(!(shown.isHardlyMeasured && notice.contains("Ready by")), "\(notice)")
    // Every week is in exactly one stretch.
    let stretches = weeks.stretches(today: overview.today)
    #expect(stretches.flatMap { Array($0.weeks) } == Array(weeks.weeks.weeks.indices))
    #expect(Set(stretches.map(\.name)).count == stretches.count, "\(stretches.map(\.name))")
  }

  /// Hours, weeks and dates of a plan agree, whatever the time per week and whatever is begun.
  @Test(arguments: 0..<12) func hoursWeeksAndDatesAgree(seed: Int) throws {
    let app = try SeededJournals.app(seed: seed, open: nil)
    app.introduce()
    app.takePlacement(seed: UInt64(seed), share: Double(seed) / 12)
    let base = try app.workspace.overview()
    var generator = SeededGenerator(seed: UInt64(seed))
    var hours: Set<Int> = []
    for pace in [10, 30, 45, 120, 240, 480, 1200] {
      let given = overview(base, pace: pace, interview: nil)
      let reviews = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        base.now.addingTimeInterval(Double(Int.random(in: -20...60, using: &generator)) * 86_400)
      }
      let weeks = StudyWeeks(given, reviewTimes: reviews)
      let (total, all) = (weeks.total, weeks.weeks.weeks)
      hours.insert(total.minutes)
      #expect(total.actions == weeks.entries.count)
      let laidOut = all.flatMap(\.shares).reduce(0) { $0 + $1.minutes }
      #expect(laidOut + (weeks.beyond?.minutes ?? 0) == total.minutes, "no minute is lost")
      let near = all.prefix(weeks.near + 1).flatMap(\.shares).reduce(0) { $0 + $1.minutes }
      #expect(near + (weeks.later?.minutes ?? 0) == laidOut)
      #expect(
        (total.end == nil) == (total.weeks == nil)
          && (total.end == nil) == (weeks.beyond != nil || all.isEmpty))
      if let end = total.end, let count = total.weeks, let last = all.last(where: { !$0.shares.isEmpty }) {
        #expect(end == last.days.upperBound)
        // So many weeks have the time for it, and one less hasn't: no week before the last is empty.
        let time = all.filter { $0.days.lowerBound <= end }
        #expect(total.minutes <= time.reduce(0) { $0 + $1.minutes } && time.count == count)
        #expect(weeks.entries.keys.compactMap { weeks.endDay(of: $0) }.max() ?? end <= end)
        if let later = weeks.later { #expect(later.end == end && later.weeks == count) }
      } else if weeks.beyond != nil {
        #expect(total.words(today: given.today).contains("more than 2 years"))
      }
      // An action has one end, and the weeks that it takes end there.
      for (id, entry) in weeks.entries {
        guard let span = entry.span, let end = weeks.endDay(of: id), span.parts > StudyWeeks.mostParts else {
          continue
        }
        let count = span.first.weekStart.distance(to: end.weekStart) / 7 + 1
        #expect(weeks.weeksTaken(by: id) == "about \(count) weeks" && count >= span.parts)
        #expect(
          count * pace >= entry.minutes - pace, "\(count) weeks of \(pace) minutes for \(entry.minutes)")
        #expect(
          weeks.end(of: id, today: given.today)?.hasSuffix(end.near(today: given.today)) ?? false
            || end.weekStart == given.today.weekStart)
      }
    }
    #expect(hours.count == 1, "the work doesn't get shorter by taking less time for it: \(hours)")
  }

  /// What is begun keeps its hours when the time per week changes, and gets the date that follows.
  @Test func anotherTimePerWeekMovesDatesAndNotHours() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.3)
    let space = app.workspace
    let id = try #require(
      try space.overview().weeks.order.first { id in
        (try? space.overview().weeks.entries[id]?.minutes ?? 0 > 240) ?? false
      })
    try space.setAction(id, to: .doing)
    let before = try space.overview()
    let entry = try #require(before.weeks.entries[id])
    var settings = before.settings
    settings.minutesAWeek = 10
    try space.save(settings, since: before.settings)
    let after = try space.overview()
    let slow = try #require(after.weeks.entries[id])
    #expect(abs(slow.minutes - entry.minutes) <= 10, "\(entry.minutes) min became \(slow.minutes)")
    #expect(after.weeks.total.minutes >= before.weeks.total.minutes - 10)
    if let end = after.weeks.endDay(of: id) {
      #expect(try #require(after.actions[id]?.due) == end, "one end for one action")
      #expect(before.today.distance(to: end) / 7 + 1 >= entry.minutes / 10 - 1)
    } else {
      #expect(after.actions[id]?.due == nil)
    }
    // The person's own date stays, and makes no work shorter.
    let own = after.today.advanced(by: 9 - after.today.weekday)
    try space.editAction(id, .date(own))
    #expect(own.weekday != 6 && after.settings.minutesAWeek == 10)
    settings.minutesAWeek = 30
    try space.save(settings, since: after.settings)
    let last = try space.overview()
    #expect(last.actions[id]?.due == own)
    #expect(try #require(last.weeks.entries[id]).minutes >= entry.minutes)
  }

  @Test func afterFewAnswersThePlanSaysWhatToAnswerFirst() throws {
    let app = try TestApp()
    app.introduce()
    let base = try app.workspace.overview()
    var given = overview(base, pace: 120, interview: 60)
    given.laidOut = nil
    #expect(
      given.planNotice?.text.hasPrefix("Nothing is measured yet: take a placement first. Until then") == true)
    let weeks = given.weeks
    #expect(weeks.milestones.first?.kind == .placement)
    let time = given.shortTime(of: .placement, items: given.settings.placementLength)
    #expect(weeks.notes(ofWeek: 0) == ["Take the placement, \(time)"])
    app.takePlacement(seed: 4, share: 0.45)
    let measured = overview(try app.workspace.overview(), pace: 6000, interview: 200)
    var later = measured
    later.laidOut = nil
    #expect(later.planNotice?.text.hasPrefix("Ready by ") == true, "\(later.planNotice?.text ?? "")")
    #expect(later.weeks.entries.count == later.weeks.ready.count)
  }

  @Test func tenMinutesAWeekBeginWithTheFirstGapAndSayWhatIsDoneByTheInterview() throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.45)
    var given = overview(try app.workspace.overview(), pace: 10, interview: 30)
    given.laidOut = nil
    let weeks = given.weeks
    let first = try #require(weeks.weeks.weeks[0].shares.first)
    #expect(first.part == 1 && first.parts > 4)
    let (time, part) = try #require(weeks.firstPart(of: first.task))
    #expect(time == "10 min" && part == weeks.weeksTaken(by: first.task), "\(time), \(part)")
    #expect(weeks.spread(of: first.task) == "\(part) at your pace, 10 min a week")
    let notice = try #require(given.planNotice)
    #expect(
      notice.isCaution && notice.text.contains("Done by then, the most urgent first: 0 of "), "\(notice.text)"
    )
    #expect(notice.text.contains("No mock exam: it takes 1 h, and no week before has that long."))
    #expect(notice.text.contains("a week would make it "), "\(notice.text)")
    let text = given.planDocument().text(weeks: 12).split(whereSeparator: \.isWhitespace).joined(
      separator: " ")
    #expect(
      text.contains("After the interview") && text.contains("weeks at your pace, 10 min a week"), "\(text)")
    let markdown = given.planDocument().markdown()
    #expect(markdown.contains("## After the interview") && markdown.contains("goes on: "))
    for words in [text, markdown] {
      #expect(words.firstMatch(of: /parts? [0-9]+ (to [0-9]+ )?of [0-9][0-9]/) == nil, "\(words)")
    }
  }

  /// With little time nobody reads of hundreds of parts, but of weeks, and of a way out.
  @Test(arguments: [10, 60, 300, 900], [nil, 45] as [Int?])
  func aLongActionIsGivenInWeeks(pace: Int, interview: Int?) throws {
    let app = try TestApp()
    app.introduce()
    app.takePlacement(seed: 4, share: 0.3)
    var given = overview(try app.workspace.overview(), pace: pace, interview: interview)
    given.laidOut = nil
    let weeks = given.weeks
    for (id, entry) in weeks.entries {
      guard let span = entry.span, span.parts > 1 else { continue }
      let words = try #require(weeks.firstPart(of: id))
      #expect(
        words.part.hasPrefix(
          span.parts <= StudyWeeks.mostParts ? "part 1 of " : span.isWhole ? "about " : "more than "))
    }
    let longest = weeks.entries.values.map(\.minutes).max() ?? 0
    let first = try #require(weeks.order.first.flatMap { weeks.entries[$0] })
    let isSlow = first.minutes > pace * StudyWeeks.mostParts
    #expect(given.planNotice?.text.contains("would make it") ?? false == isSlow, "\(longest)")
    // The advice and the row name the same time; before an interview the advice is only what would help.
    if isSlow, interview == nil, let part = weeks.order.first.flatMap({ weeks.firstPart(of: $0)?.part }) {
      #expect(given.planNotice?.text.contains("takes \(part) at ") == true, "\(part)")
    }
    for week in weeks.weeks.weeks {
      for share in week.shares { #expect(share.isEnd || share.minutes >= WeekPlan.leastSession) }
    }
  }

  /// Other work and short sessions share the weeks of a long action, and the advice counts them as the row does.
  @Test(arguments: 0..<6) func theAdviceAndTheRowNameTheSameWeeks(seed: Int) throws {
    let app = try TestApp(seed: UInt64(seed))
    app.introduce()
    app.takePlacement(seed: UInt64(seed), share: 0.3)
    let base = try app.workspace.overview()
    var advised = 0
    for pace in stride(from: 10, through: 120, by: 5) {
      var given = overview(base, pace: pace, interview: nil)
      given.laidOut = nil
      guard let id = given.weeks.order.first, let weeks = given.weeks.weeksTaken(by: id),
        let text = given.planNotice?.text, text.contains("” takes ")
      else { continue }
      advised += 1
      #expect(text.contains("” takes \(weeks) at "), "\(pace): \(weeks), \(text)")
    }
    #expect(advised > 0)
  }

  @Test func whatIsNeededSaysForWhat() throws {
    var found = 0
    for seed in 0..<6 {
      let app = try TestApp()
      app.introduce()
      app.takePlacement(seed: UInt64(seed), share: 0.2)
      let overview = try app.workspace.overview()
      for (id, entry) in overview.weeks.entries {
        guard let needing = entry.neededFor else { continue }
        found += 1
        let other = try #require(overview.weeks.entries[needing])
        #expect(overview.content.roadmap.actions[other.place].after.contains(id))
        #expect(entry.reason.priority.rank <= other.reason.priority.rank)
      }
    }
    #expect(found > 0)
  }
}

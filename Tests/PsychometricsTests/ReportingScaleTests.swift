import Testing

@testable import Psychometrics

@Suite struct ReportingScaleTests {
  @Test(arguments: [0.3, 1.0, 1.41, 1.43, 2, 6])
  func aBandIsSaidOnlyWithinItsMargin(margin: Double) {
    let bands = ReportingScale.bands(lower: 0.1 - margin, upper: 0.1 + margin, answers: 20)
    #expect(
      bands
        == (margin < 1.42
          ? ReportingScale.band(0.1 - margin)...ReportingScale.band(0.1 + margin) : nil))
  }

  @Test func aBandNeedsThreeAnswers() {
    for answers in 0..<6 {
      let bands = ReportingScale.bands(lower: 1.5, upper: 2.5, answers: answers)
      #expect(bands == (answers >= 3 ? .expert ... .expert : nil))
    }
  }

  @Test func theWordsNameBothEndsOfTheMargin() {
    #expect(ReportingScale.bandWords(lower: -0.2, upper: 1, answers: 20) == "competent to proficient")
    #expect(ReportingScale.bandWords(lower: -0.2, upper: 0.3, answers: 20) == "competent")
    #expect(ReportingScale.bandWords(lower: -0.7, upper: 1.6, answers: 20) == "beginner to expert")
  }

  /// Beyond the widest margin the likeliest band of a normal distribution is more likely wrong than right.
  @Test func theWidestMarginIsWhereABandIsAnEvenBet() {
    let sd = ReportingScale.widestMargin / ReportingScale.marginDeviations
    let normal = NormalDistribution(mean: 0, sd: sd)
    #expect(abs(normal.cumulative(0.5) - normal.cumulative(-0.5) - 0.5) < 0.01)
  }

  @Test func aShownPercentNeverCrossesAThreshold() {
    for step in 0...100_000 {
      let probability = Double(step) / 100_000
      let shown = Double(ReportingScale.percent(probability)) / 100
      #expect(
        SkillVerdict.Model(probabilityAtTarget: shown)
          == SkillVerdict.Model(probabilityAtTarget: probability),
        "\(probability) is shown as \(shown)")
    }
  }

  @Test func nothingIsCertain() {
    #expect(ReportingScale.percentText(0) == "<1 %" && ReportingScale.percentText(1) == ">99 %")
    #expect(ReportingScale.percentText(0, isSpoken: true) == "under 1 %")
    #expect(ReportingScale.percentText(1, isSpoken: true) == "over 99 %")
    #expect(
      ReportingScale.percentText(0.5) == "50 %" && ReportingScale.percentText(0.5, isSpoken: true) == "50 %")
  }
}

@Suite struct ChangeVerdictTests {
  @Test func gainsAndLossesAreJudgedAlike() {
    for step in -400...400 {
      let change = ReliableChange(from: (0, 0.3), to: (Double(step) / 200, 0.3))
      let mirrored = ReliableChange(from: (0, 0.3), to: (Double(-step) / 200, 0.3))
      #expect((change.verdict == .improved) == (mirrored.verdict == .declined))
      #expect((change.verdict == .improved) == (change.z >= ReliableChange.criticalValue))
    }
  }

  @Test func whatMayBeChanceNeverReadsAsSure() {
    for step in -4000...4000 {
      let change = ReliableChange(from: (0, 0.3), to: (Double(step) / 2000, 0.3))
      let percent = ReportingScale.percent(change.shownProbability)
      switch change.verdict {
      case .improved: #expect(percent >= 95)
      case .declined: #expect(percent <= 5)
      case .notDistinguishable: #expect((6...94).contains(percent))
      }
    }
    #expect(
      abs(NormalDistribution().cumulative(ReliableChange.criticalValue) - ReliableChange.certainty) < 1e-4)
  }
}

@Suite struct WeightedDrawTests {
  @Test func anIndexIsDrawnInProportionToItsWeight() {
    var generator = SeededGenerator(seed: 7)
    var counts = [0, 0, 0, 0]
    for _ in 0..<40_000 { counts[generator.index(weightedBy: [1, 0, 2, 5])] += 1 }
    #expect(counts[1] == 0)
    for (count, share) in zip(counts, [0.125, 0, 0.25, 0.625]) {
      #expect(abs(Double(count) / 40_000 - share) < 0.01)
    }
    #expect(generator.index(weightedBy: [0, 0, 0]) == 2)
  }
}

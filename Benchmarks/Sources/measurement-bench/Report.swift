/// The output of the benchmark; times are in seconds on one thread.
struct Report: Encodable {
  struct AdaptiveTest: Encodable {
    let persons: Int
    let bank: Int
    let length: Int
    let seconds: Double
    let rmse: Double
    let bias: Double
    let coverage: Double
    let neverUsed: Int
    let maxExposure: Double
    /// Over many seeds, because a single one can be lucky.
    let meanRMSE: Double
    let shareOfSeedsAtMost036: Double
    let meanCoverage: Double
  }

  struct Choice: Encodable {
    let items: Int
    let expectedVarianceSeconds: Double
    let mutualInformationSeconds: Double
    let tabulateSeconds: Double
  }

  struct Tree: Encodable {
    let domains: Int
    let skills: Int
    let observeSeconds: Double
    let estimatesSeconds: Double
    let weightedMeanSeconds: Double
  }

  struct Calibration: Encodable {
    let persons: Int
    let items: Int
    let seconds: Double
    let secondsWithErrors: Double
    let iterations: Int
    let isConverged: Bool
    let logLikelihood: Double
    let slopeRMSE: Double
    let difficultyRMSE: Double
  }

  struct Growth: Encodable {
    let gainPerAttempt: Double
    let improving: Double
    let declining: Double
    let likelihoodRatio: Double
    let coverage: Double
  }

  struct Coverage: Encodable {
    let levelError: Double
    let assumedError: Double
    let overall: Double
    let weightedMean: Double
    let domains: Double
    let skills: Double
    let overallRMSE: Double
    let overallBelievedError: Double
    let weightedMeanRMSE: Double
    let weightedMeanBelievedError: Double
    let domainRMSE: Double
    let domainBelievedError: Double
  }

  var adaptiveTest: AdaptiveTest?
  var choices: [Choice] = []
  var tree: Tree?
  var calibration: Calibration?
  var growth: [Growth] = []
  var coverage: [Coverage] = []
  var memoryReviewsPerSecond: Double?
  var trendOf100AttemptsSeconds: Double?
}

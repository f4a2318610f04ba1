import Foundation

// `swift run -c release measurement-bench` from this folder. The argument `quick` runs only the timed parts.
// `case adaptive` and `case calibration` each do one small piece of work, to count its instructions.
if let place = CommandLine.arguments.firstIndex(of: "case"), place + 1 < CommandLine.arguments.count {
  try runCase(CommandLine.arguments[place + 1])
  exit(0)
}
var report = Report()
report.adaptiveTest = try measureAdaptiveTest()
report.choices = [measureChoice(items: 500), measureChoice(items: 100_000)]
report.tree = measureTree()
report.calibration = try measureCalibration()
report.memoryReviewsPerSecond = measureMemory()
report.trendOf100AttemptsSeconds = measureTrend()
if !CommandLine.arguments.contains("quick") {
  report.growth = [0, 0.1, 0.15, 0.25].map { measureGrowth(gain: $0) }
  report.coverage = [(0, 0), (0.5, 0.5), (0.5, 0), (1, 0.5)].map {
    measureCoverage(levelError: $0.0, assumedError: $0.1)
  }
}
let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
print(String(decoding: try encoder.encode(report), as: UTF8.self))

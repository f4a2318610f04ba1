import Roadmap
import SextantCore

/// A step's readiness in words.
enum StepWords {
  static func readiness(_ readiness: StepReadiness, isShort: Bool = false) -> String {
    var parts: [String] = []
    if readiness.knowledgeTotal > 0, !readiness.isMeasured {
      parts.append(
        isShort
          ? "too little measured"
          : "knowledge of \(Words.decimal(readiness.knowledgeTotal)) not counted, too little measured yet")
    }
    if readiness.knowledgeTotal > 0, readiness.isMeasured {
      let known = "\(Words.decimal(readiness.knowledgeReady)) of \(Words.decimal(readiness.knowledgeTotal))"
      parts.append(isShort ? "\(known) known" : "knowledge \(known) at the target")
    }
    if readiness.scales > 0 {
      parts.append(
        readiness.scalesAnswered > 0
          ? "evidence \(Words.decimal(readiness.evidenceReady)) of \(Words.decimal(readiness.evidenceTotal))"
          : "evidence 0 of \(Words.decimal(readiness.evidenceTotal))\(isShort ? "" : ", nothing reported")")
    }
    // The percentage of a step consists of these parts.
    let share = isShort ? nil : readiness.overall.map { "\(Words.percent($0)) ready: " }
    return (share ?? "") + parts.joined(separator: isShort ? " · " : ", ")
  }
}

import ItemBank
import SextantCore

/// Evidence that can't be quizzed, reported in plain text against behavioural anchors.
public struct PlainEvidence: PlainDialogue, Sendable {
  private var scale: Int?
  /// The scale that was filled in last, so that its proof can follow at once.
  private var last: Int?
  /// A proof that was typed before its level.
  private var proof: String?
  /// True once the person has left.
  public private(set) var isOver = false

  /// Starts with the list of scales.
  public init() {}

  /// The list or what is open, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    let scales = content.framework.evidence
    guard let scale, scales.indices.contains(scale) else {
      return ["Evidence: what you report yourself. It never changes your score."]
        + scales.enumerated().map { index, scale in
          let told = overview.evidence[scale.id]
          var state =
            told.map { told in told.level.map { "level \($0) of \(scale.anchors.count - 1)" } ?? "declined" }
            ?? "not reported yet"
          if let proof = told?.artefact, !proof.isEmpty { state += ", shown by \(PlainText.clean(proof))" }
          return "  \(index + 1). \(PlainText.clean(scale.name)): \(state)"
        } + ["A number to report on one, help, q back:"]
    }
    let told = overview.evidence[scales[scale].id]
    var lines = ["\(PlainText.clean(scales[scale].name)). \(PlainText.clean(scales[scale].about))"]
    lines += scales[scale].anchors.enumerated().map { level, anchor in
      "  \(level). \(PlainText.clean(anchor))\(told?.level == level ? " (yours)" : "")"
    }
    if let artefact = told?.artefact, !artefact.isEmpty {
      lines.append("Shown by: \(PlainText.clean(artefact))")
    }
    return lines + [
      "A level, skip to say nothing, clear, proof and a text for what shows it, help, q back:"
    ]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard scale != nil else { return ["a number: report on that one"] }
    return [
      "a number: your level", "skip: you would rather not say",
      "clear: take your level and proof back", "proof and a text: what shows it",
      "proof alone: read that; proof off: take it back",
    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let scales = content.framework.evidence
    let (word, rest) = PlainText.split(line)
    guard let index = scale, scales.indices.contains(index) else {
      if PlainText.leadsBack(word) {
        isOver = true
        return ([], [])
      }
      if ["a", "proof"].contains(word), !rest.isEmpty, let last, let told = overview.evidence[scales[last].id]
      {
        return (
          ["\(PlainText.clean(scales[last].name)): \(PlainText.replaced(told.artefact))"],
          [.editEvidence(scales[last].id, [.artefact(rest == "off" ? "" : rest)])]
        )
      }
      guard let place = PlainText.opened(word, rest).flatMap({ PlainText.place($0, of: scales.count) }) else {
        return (["Type a number from 1 to \(scales.count), or q."], [])
      }
      scale = place
      return ([], [])
    }
    let told = overview.evidence[scales[index].id]
    switch word {
    case let word where PlainText.leadsBack(word):
      (scale, proof) = (nil, nil)
      return ([], [])
    case "a", "proof":
      guard told != nil else {
        guard !rest.isEmpty else { return (["No proof yet; type proof and a text."], []) }
        // Without a level, a proof would be stored as a refusal to answer, so keep it until the level is
        // typed.
        proof = rest
        return (["Type your level first; the proof is kept until then."], [])
      }
      guard !rest.isEmpty else { return (PlainText.kept("proof", told?.artefact), []) }
      guard rest == "off" else {
        return (
          [PlainText.replaced(told?.artefact)],
          [.editEvidence(scales[index].id, [.artefact(rest)])]
        )
      }
      return (
        [PlainText.gone("proof", told?.artefact)],
        [.editEvidence(scales[index].id, [.artefact("")])]
      )
    case "clear":
      return (
        told == nil ? ["You have reported nothing here."] : ["Taken back."],
        [.untellEvidence(scale: scales[index].id)]
      )
    case "-", "skip", "declined", "rather":
      return (
        ["Skipped. clear takes that back."],
        [.editEvidence(scales[index].id, [.level(nil)])]
      )
    default:
      // `level 2` is the form in which a level is read back.
      let number = word == "level" ? rest : rest.isEmpty ? word : ""
      guard let level = Int(number), scales[index].anchors.indices.contains(level) else {
        return (
          ["Type a level from 0 to \(scales[index].anchors.count - 1), skip, clear, proof TEXT, or q."], []
        )
      }
      // Return to the list, as in the settings: the next number is meant for it.
      let proven = proof.map { [EvidenceEdit.artefact($0)] } ?? []
      (scale, last, proof) = (nil, index, nil)
      return (
        [
          "Saved: \(PlainText.clean(scales[index].name)), level \(level) of \(scales[index].anchors.count - 1). "
            + (!proven.isEmpty ? "Its proof is kept, too." : "proof and a text keeps what shows it.")
        ],
        [.editEvidence(scales[index].id, [.level(level)] + proven)]
      )
    }
  }
}

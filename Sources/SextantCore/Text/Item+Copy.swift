import ItemBank

extension Item {
  /// The item as plain text for the clipboard: stem, code and parts.
  ///
  /// - Parameter explained: True to add the right answer, the explanation and the source.
  package func copied(explained: Bool) -> String {
    var blocks = [stemAsProse]
    if let code { blocks.append(code.lines.joined(separator: "\n")) }
    if !parts.isEmpty { blocks.append(parts.joined(separator: "\n")) }
    if explained {
      blocks.append("Right: " + key)
      blocks += [explanationAsProse, source.isEmpty ? "" : sourceSentence]
    }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// What can be chosen, a row each; sorted where the order would give the answer away.
  private var parts: [String] {
    switch task {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options):
      options.map { "- " + $0.text }
    case .ordering(let steps): steps.sorted().map { "- " + $0 }
    case .matching(let pairs, let extras):
      pairs.map { "- " + $0.left } + ["to match with"]
        + (pairs.map(\.right) + extras).sorted().map { "- " + $0 }
    case .numeric, .shortText, .linePick: []
    }
  }

  /// The right answer in words.
  var key: String {
    switch task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      options.filter(\.isKey).map(\.text).joined(separator: "; ")
    case .numeric(let key): Words.value(key)
    case .shortText(let answers, _): answers.first ?? ""
    case .ordering(let steps): steps.joined(separator: "; ")
    case .matching(let pairs, _): pairs.map { "\($0.left): \($0.right)" }.joined(separator: "; ")
    case .linePick(let lines, _): "line " + lines.map(String.init).joined(separator: " or ")
    case .situational(let options):
      options.map { "\($0.text): \(Words.effectiveness[$0.effectiveness ?? 0])" }.joined(separator: "; ")
    }
  }
}

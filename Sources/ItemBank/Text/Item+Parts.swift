extension Item {
  /// The key and the distractors of a single choice; nil for other types or without a key.
  var singleChoice: (key: Option, distractors: [Option])? {
    guard case .singleChoice(let options, _) = task, let key = options.first(where: \.isKey) else {
      return nil
    }
    return (key, options.filter { !$0.isKey })
  }

  /// The index of the key of a single choice.
  var keyIndex: Int? {
    guard case .singleChoice(let options, _) = task else { return nil }
    return options.firstIndex(where: \.isKey)
  }

  /// Every text of the item, with its part.
  var texts: [(part: ItemPlaces.Part, text: String)] {
    var texts: [(ItemPlaces.Part, String)] = [(.field("id"), id), (.field("stem"), stem)]
    if let code { texts += [(.field("code"), code.language), (.field("code"), code.text)] }
    for (index, option) in task.options.enumerated() {
      texts += [(.entry("options", index), option.text), (.entry("options", index), option.rationale)]
    }
    switch task {
    case .singleChoice, .multipleChoice, .situational: break
    case .numeric(let key): texts.append((.field("answer"), key.unit))
    case .shortText(let answers, _): texts += answers.enumerated().map { (.entry("answers", $0), $1) }
    case .ordering(let steps): texts += steps.enumerated().map { (.entry("steps", $0), $1) }
    case .matching(let pairs, let extras):
      for (index, pair) in pairs.enumerated() {
        texts += [(.entry("pairs", index), pair.left), (.entry("pairs", index), pair.right)]
      }
      texts += extras.enumerated().map { (.entry("extras", $0), $1) }
    case .linePick(_, let notes): texts += notes.enumerated().map { (.entry("line-notes", $0), $1.rationale) }
    }
    for (index, misconception) in misconceptions.enumerated() {
      let part = ItemPlaces.Part.entry("misconceptions", index)
      texts += [(part, misconception.answer), (part, misconception.rationale)]
    }
    return texts + [(.field("explanation"), explanation), (.field("source"), source)]
  }
}

extension String {
  /// The text with every run of white space replaced by one space, trimmed.
  var squeezed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

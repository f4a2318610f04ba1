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
  var squeezed: String {
    // Nearly every text is ASCII, where bytes are enough; lint asks for a hundred thousand of them.
    guard utf8.allSatisfy({ $0 < 0x80 }) else {
      return split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var isPending = false
    for byte in utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isPending = !bytes.isEmpty
      } else {
        if isPending { bytes.append(0x20) }
        isPending = false
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The words of a text that carry meaning, in lower case.
enum ContentWords {
  /// Words of three letters or more, without function words; `learning_rate` is one word.
  static func set(of text: String) -> Set<String> {
    var words: Set<String> = []
    var word: [UInt8] = []
    func end() {
      if word.count >= 3 {
        let text = String(decoding: word, as: UTF8.self)
        if !functionWords.contains(text) { words.insert(text) }
      }
      word.removeAll(keepingCapacity: true)
    }
    for byte in text.lowercased().utf8 {
      let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      let goesOn =
        isLetter || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
      if isLetter || (goesOn && !word.isEmpty) { word.append(byte) } else { end() }
    }
    end()
    return words
  }

  private static let functionWords: Set<String> = Set(
    """
    the a an of to in is it on and or for with that this what which how does do be as by are at from its not when your \
    you has have will can would most best one each after before their they was were into than then if
    """.split(separator: " ").map(String.init))
}

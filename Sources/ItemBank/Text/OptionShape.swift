/// The general form of an option.
enum OptionShape {
  /// Code, such as `df.loc[0]`.
  case code
  /// A sentence or most of one.
  case prose
  /// A name, a number, or a mixture.
  case other

  init(of text: String) {
    let words = text.split(separator: " ")
    let plain = words.filter { $0.count > 1 && $0.allSatisfy { $0.isLetter || ",.;:'-".contains($0) } }
    let signs = text.filter { "()[]{}=<>_|\\$`".contains($0) }.count
    if signs == 0, plain.count >= 4 {
      self = .prose
    } else if signs >= 2, plain.count <= 1 {
      self = .code
    } else {
      self = .other
    }
  }
}

/// What somebody probably meant by a name that no skill or domain has.
extension Framework {
  /// The message about a skill that isn't there, with the one that was probably meant.
  package func unknownSkill(_ word: String) -> String {
    "there is no skill \(word); "
      + (meant(word, skills.map { ($0.id, $0.name) }) ?? "`sextant bank stats` lists them")
  }

  /// The message about a domain that isn't there, with the one that was probably meant.
  package func unknownDomain(_ word: String) -> String {
    let meant = meant(word, domains.flatMap { [($0.id, $0.name), ($0.id, $0.shortName)] })
    return "there is no domain \(word); "
      + (meant ?? "there are \(domains.map(\.id).joined(separator: ", "))")
  }

  /// The question whether one of some names was meant; nil if none is near.
  private func meant(_ word: String, _ names: [(id: String, name: String)]) -> String? {
    let word = word.lowercased()
    var known: [String: String] = [:]
    for (id, name) in names {
      // People type the whole identity, its last part, or what the screens say.
      for text in [id, id.split(separator: ".").last.map(String.init) ?? id, name.lowercased()]
      where known[text] == nil {
        known[text] = id
      }
    }
    return (known[word] ?? Suggestion.nearest(to: word, among: known.keys.sorted()).flatMap { known[$0] })
      .map { "did you mean \($0)?" }
  }
}

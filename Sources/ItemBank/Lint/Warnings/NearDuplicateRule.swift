/// No two items may ask nearly the same: most words of stem, code and options must differ.
///
/// Similarity is shared words divided by all words (Jaccard 1912).
struct NearDuplicateRule: LintRule {
  let id = "near-duplicate"
  let severity = Diagnostic.Severity.warning

  static let threshold = 0.8

  func check(_ context: LintContext) -> [LintFinding] {
    // Words become sorted numbers, because there are many pairs and comparing numbers needs no hashing.
    var numbers: [String: Int] = [:]
    let words = context.entries.map { entry -> [Int] in
      let texts = [entry.item.stem, entry.item.code?.text ?? ""] + entry.item.task.options.map(\.text)
      return ContentWords.set(of: texts.joined(separator: "\n")).map { word in
        let number = numbers[word] ?? numbers.count
        numbers[word] = number
        return number
      }.sorted()
    }
    // Sets of very different size can't be similar, so each is compared only with slightly smaller ones.
    let order = words.indices.filter { !words[$0].isEmpty }.sorted {
      (words[$0].count, $0) < (words[$1].count, $1)
    }
    var nearest: [Int: Int] = [:]
    for (place, one) in order.enumerated() {
      for other in order[(place + 1)...] {
        if Double(words[one].count) <= Self.threshold * Double(words[other].count) { break }
        guard Self.nearness(words[one], words[other]) > Self.threshold else { continue }
        let (first, second) = (min(one, other), max(one, other))
        nearest[second] = min(nearest[second] ?? first, first)
      }
    }
    return nearest.sorted { $0.key < $1.key }.map { second, first in
      let other = context.entries[first]
      return LintFinding(
        entry: second,
        ItemFinding(
          .item, "it asks nearly the same as \(other.item.id)", remedy: "drop one, or ask something else"))
    }
  }

  private static func nearness(_ left: [Int], _ right: [Int]) -> Double {
    var (i, j, shared) = (0, 0, 0)
    while i < left.count, j < right.count {
      if left[i] == right[j] {
        (i, j, shared) = (i + 1, j + 1, shared + 1)
      } else if left[i] < right[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return Double(shared) / Double(left.count + right.count - shared)
  }
}

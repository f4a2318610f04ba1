/// How long an item is expected to take: the one place that says so.
///
/// It is the time of an average person, from reading to the answer. Words are read at 200 a minute, a little below the
/// speed of silent reading (238; Brysbaert, 2019), and code at a third of that. The time for thinking and answering
/// depends on the kind of answer and on how many parts it has. These times are judgements, not measured yet.
public enum ExpectedTime {
  /// The seconds to read a word of prose.
  private static let perWord = 0.3
  /// The seconds to read a word of code.
  private static let perCodeWord = 0.9

  /// The seconds that an item takes on average.
  public static func seconds(for item: Item) -> Double {
    let (prose, parts) = content(of: item.task)
    let words = count(item.stem) + prose.reduce(0) { $0 + count($1) }
    return perWord * Double(words) + perCodeWord * Double(count(item.code?.text ?? ""))
      + answering(item.task.kind, parts: parts)
  }

  /// The seconds for thinking and answering, once everything is read.
  private static func answering(_ kind: ItemKind, parts: Int) -> Double {
    let parts = Double(parts)
    return switch kind {
    case .singleChoice: 12
    case .multipleChoice: 10 + 6 * parts
    case .numeric: 30
    case .shortText: 16
    case .ordering: 12 + 10 * parts
    case .matching: 10 + 12 * parts
    case .linePick: 14
    case .situational: 10 + 8 * parts
    }
  }

  /// The texts besides stem and code, and the number of parts that need a decision each.
  private static func content(of task: ItemTask) -> (texts: [String], parts: Int) {
    switch task {
    case .singleChoice(let options, _), .multipleChoice(let options, _), .situational(let options):
      (options.map(\.text), options.count)
    case .ordering(let steps): (steps, steps.count)
    case .matching(let pairs, let extras): (pairs.flatMap { [$0.left, $0.right] } + extras, pairs.count)
    case .numeric, .shortText, .linePick: ([], 1)
    }
  }

  private static func count(_ text: String) -> Int { text.split(whereSeparator: \.isWhitespace).count }
}

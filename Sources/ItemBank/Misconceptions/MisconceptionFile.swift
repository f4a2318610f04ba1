import Yams

/// Reads and checks the named misconceptions of an assessment.
public enum MisconceptionFile {
  /// The name of the file.
  public static let name = "misconceptions.yaml"
  /// A misconception in fewer items would say little about a person.
  public static let fewestItems = 4

  private static let rootFields = ["misconceptions"]
  private static let fields = ["id", "title", "explanation", "action", "answers"]
  private static let signFields = ["item", "wrong"]

  /// Reads the misconceptions of an assessment's folder; none if it has no such file.
  ///
  /// - Returns: The misconceptions in the order of the file, and its mistakes; one with a mistake is left out.
  public static func read(folder: String) -> (misconceptions: [NamedMisconception], diagnostics: [Diagnostic])
  {
    let path = folder + "/" + name
    var reader = Reader(file: path)
    guard let text = reader.text() else { return ([], reader.diagnostics) }
    return (misconceptions(in: text, &reader), reader.diagnostics)
  }

  static func misconceptions(in text: String, _ reader: inout Reader) -> [NamedMisconception] {
    guard let root = reader.compose(text),
      let file = Fields(root, "a file of misconceptions", known: rootFields, &reader)
    else { return [] }
    var seen: Set<String> = []
    return (file.requiredList("misconceptions", &reader) ?? []).compactMap { node in
      guard let fields = Fields(node, "a misconception", known: fields, &reader) else { return nil }
      let id = fields.text("id", &reader)
      let title = fields.text("title", &reader)
      let explanation = fields.text("explanation", &reader)
      let action = fields.text("action", &reader)
      let signs = (fields.requiredList("answers", &reader) ?? []).compactMap { sign($0, &reader) }
      guard let id, let title, let explanation, let action else { return nil }
      guard seen.insert(id).inserted else {
        reader.report("duplicate-id", "\(id) is listed twice", remedy: "keep one of them", at: node.position)
        return nil
      }
      return NamedMisconception(
        id: id, title: title, explanation: NamedMisconception.bare(explanation), action: action,
        signs: signs, location: reader.location(node.position))
    }
  }

  private static func sign(_ node: Node, _ reader: inout Reader) -> NamedMisconception.Sign? {
    guard let fields = Fields(node, "a wrong answer", known: signFields, &reader) else { return nil }
    let item = fields.text("item", &reader)
    let wrong = fields.text("wrong", &reader)
    guard let item, let wrong else { return nil }
    return NamedMisconception.Sign(item: item, wrong: wrong)
  }

  /// What is wrong with misconceptions in view of the items and the roadmap.
  ///
  /// - Parameters:
  ///   - items: The items; of a family, the template: its wrong answers are those with placeholders.
  ///   - actions: The identities of the roadmap's actions.
  public static func check(
    _ misconceptions: [NamedMisconception], items: [Item], actions: Set<String>
  ) -> [Diagnostic] {
    let items = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var owners: [NamedMisconception.Sign: String] = [:]
    var diagnostics: [Diagnostic] = []
    for misconception in misconceptions {
      func report(_ rule: String, _ message: String, remedy: String) {
        diagnostics.append(
          Diagnostic(
            .error, rule: rule, message: "\(misconception.id): \(message)", remedy: remedy,
            location: misconception.location ?? SourceLocation(file: name, line: 1, column: 1)))
      }
      if !actions.contains(misconception.action) {
        report(
          "misconception-action", "the roadmap has no action \(misconception.action)",
          remedy: "name an action that cures it")
      }
      for sign in misconception.signs {
        if let fault = fault(sign, in: items[sign.item]) {
          report("misconception-answer", fault, remedy: "copy a wrong option or a listed wrong value exactly")
        } else if let owner = owners.updateValue(misconception.id, forKey: sign) {
          report(
            "misconception-twice", "\"\(sign.wrong)\" of \(sign.item) also belongs to \(owner)",
            remedy: "keep the one that explains it better")
        }
      }
      if Set(misconception.signs.map(\.item)).count < fewestItems {
        report(
          "misconception-items", "it shows in fewer than \(fewestItems) items",
          remedy: "add wrong answers of other items, or join it with another misconception")
      }
    }
    return diagnostics
  }

  /// Why an answer can't be a sign; nil if it can.
  private static func fault(_ sign: NamedMisconception.Sign, in item: Item?) -> String? {
    guard let item else { return "the bank has no item \(sign.item)" }
    let wrong = NamedMisconception.bare(sign.wrong)
    switch item.task {
    case .singleChoice(let options, _), .multipleChoice(let options, _):
      guard let option = options.first(where: { NamedMisconception.bare($0.text) == wrong }) else {
        return "\(sign.item) has no option \"\(sign.wrong)\""
      }
      return option.isKey ? "\"\(sign.wrong)\" is a correct answer of \(sign.item)" : nil
    case .numeric, .shortText:
      return item.misconceptions.contains { NamedMisconception.bare($0.answer) == wrong }
        ? nil : "\(sign.item) lists no wrong answer \"\(sign.wrong)\""
    default: return "answers to items such as \(sign.item) show no misconception"
    }
  }
}

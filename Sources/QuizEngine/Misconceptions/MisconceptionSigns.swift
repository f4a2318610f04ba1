import ItemBank

extension Item {
  /// True if the item has a wrong answer; a variant of a family shows only some of the family's options.
  func canShow(_ wrong: String) -> Bool {
    variant == nil || task.options.isEmpty
      || task.options.contains { NamedMisconception.bare($0.template ?? $0.text) == wrong }
  }
}

extension Answer {
  /// The wrong answers that it holds, in their bare form: chosen options outside the key, or the typed one if listed.
  func wrongAnswers(to item: Item) -> [String] {
    switch (item.task, self) {
    case (.singleChoice(let options, _), .choice(let index)):
      return [index].filter(options.indices.contains).map { options[$0] }.filter { !$0.isKey }.map {
        NamedMisconception.bare($0.template ?? $0.text)
      }
    case (.multipleChoice(let options, _), .choices(let indices)):
      return indices.filter(options.indices.contains).map { options[$0] }.filter { !$0.isKey }.map {
        NamedMisconception.bare($0.template ?? $0.text)
      }
    case (_, .typed(let text)):
      return Scoring.listedMistake(text, to: item).map { [NamedMisconception.bare($0.template ?? $0.answer)] }
        ?? []
    default: return []
    }
  }
}

extension Scoring {
  /// The typical wrong answer of a typed item that a text stands for; nil if it is none of them.
  public static func listedMistake(_ text: String, to item: Item) -> Misconception? {
    item.misconceptions.first { misconception in
      if case .numeric(let key) = item.task,
        let wrong = NumericEntry.values(of: misconception.answer, unit: key.unit).first
      {
        return NumericEntry.values(of: text, unit: key.unit).contains {
          abs($0 - wrong) <= max(key.tolerance, 1e-9)
        }
      }
      return isSame(text, as: misconception.answer, ignoringCase: false)
    }
  }
}

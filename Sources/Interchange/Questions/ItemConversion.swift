import ItemBank

/// Turns questions of other programs into items of a draft.
package struct ItemConversion: Sendable {
  /// What the person says about questions whose format has no place for it.
  package struct Choices: Sendable {
    /// The skill of all questions that no category maps; nil to make one of each category.
    package var skill: String?
    /// The level of questions that state none; nil to assume one.
    package var level: Int?
    /// The skill of each category.
    package var map: CategoryMap

    /// Creates choices.
    package init(skill: String? = nil, level: Int? = nil, map: CategoryMap = CategoryMap()) {
      self.skill = skill
      self.level = level
      self.map = map
    }
  }

  /// An item with what its source doesn't say.
  package struct Converted: Sendable, Equatable {
    /// The item.
    package var item: Item
    /// The name of its skill, if the draft must add it.
    package var skillName: String
    /// The fields whose values are assumed.
    package var assumed: Set<String>
  }

  /// The level of a question that states none, and the kind of thinking.
  static let assumedLevel = 3
  static let assumedBloom = Bloom.understand
  /// The most options, steps or pairs that the program shows well.
  static let entries = 2...9
  /// The skill of a question without a category.
  static let restSkill = "imported.general"

  private let choices: Choices
  /// The identities given so far, each with its item's content.
  private var given: [String: Int] = [:]

  /// Creates a conversion.
  ///
  /// - Parameter taken: The identities that other items have.
  package init(_ choices: Choices, taken: some Sequence<String> = []) {
    self.choices = choices
    for id in taken { given[id] = 1 }
  }

  /// The item of a question that was kept; nil if it can't be one, and then the entry says why.
  package mutating func item(for entry: inout ImportEntry) -> Converted? {
    guard let question = entry.question else { return nil }
    var notes = entry.notes
    var reason = ""
    var form = ItemForm(question)
    guard let task = form.task(&notes, &reason) else {
      entry.question = nil
      entry.reason = reason
      entry.notes = notes
      return nil
    }
    var assumed: Set<String> = []
    let skill = skill(of: question)
    let level = level(of: question, &assumed)
    let bloom =
      question.tag("bloom").flatMap { Bloom(rawValue: $0) }
      ?? {
        assumed.insert("bloom")
        return Self.assumedBloom
      }()
    let revision =
      question.tag("revision").flatMap { Int($0) }.flatMap { (1...9999).contains($0) ? $0 : nil } ?? 1
    let item = Item(
      id: identity(of: question, skill: skill.id), revision: revision, skill: skill.id, level: level,
      bloom: bloom,
      stem: question.stem, code: form.code(&notes), task: task, explanation: form.explanation,
      source: question.reference.isEmpty ? question.tag("source") ?? "" : question.reference,
      checked: question.tag("checked"),
      misconceptions: form.misconceptions(&notes))
    if !assumed.isEmpty {
      let values = [
        assumed.contains("level") ? "level \(level)" : nil,
        assumed.contains("bloom") ? "bloom \(bloom.rawValue)" : nil,
      ]
      notes.append(
        ImportNote(
          .assumed, values.compactMap { $0 }.joined(separator: " and ") + ", which the source doesn't say"))
    }
    entry.notes = notes
    return Converted(item: item, skillName: skill.name, assumed: assumed)
  }

  private func level(of question: ImportedQuestion, _ assumed: inout Set<String>) -> Int {
    if let level = question.tag("level").flatMap({ Int($0) }), (1...5).contains(level) { return level }
    if let level = choices.level { return level }
    assumed.insert("level")
    return Self.assumedLevel
  }

  private func skill(of question: ImportedQuestion) -> (id: String, name: String) {
    if let mapped = choices.map.skill(of: question.category) { return (mapped, mapped) }
    if let skill = choices.skill { return (skill, skill) }
    if let skill = question.tag("skill"), CategoryMap.isSkill(skill) { return (skill, skill) }
    let names = question.category.filter { !Slug.text($0).isEmpty }
    guard let last = names.last else { return (Self.restSkill, "Without a category") }
    return ("imported." + Slug.text(names.joined(separator: " "), longest: 60), last)
  }

  /// The identity that the source gives, or one made of the question's first words.
  private mutating func identity(of question: ImportedQuestion, skill: String) -> String {
    let wanted: String
    if question.name.hasPrefix(skill + "."), question.name.utf8.count <= 100,
      Slug.isName(question.name.dropFirst(skill.count + 1))
    {
      wanted = question.name
    } else {
      let words = Slug.text(question.name.isEmpty ? question.stem : question.name)
      wanted = skill + "." + (words.isEmpty ? "question" : words)
    }
    let count = given[wanted, default: 0] + 1
    given[wanted] = count
    if count == 1 { return wanted }
    var number = count
    while given["\(wanted)-\(number)"] != nil { number += 1 }
    given["\(wanted)-\(number)"] = 1
    return "\(wanted)-\(number)"
  }
}

/// Which skill the questions of a category measure, as a person wrote it down.
package struct CategoryMap: Sendable, Equatable {
  private var skills: [String: String] = [:]

  /// Creates an empty map.
  package init() {}

  /// Reads a map: comma-separated values with the columns `category` and `skill`.
  ///
  /// A category is written with slashes, such as `Algebra/Matrices`; its own subcategories follow it unless they have
  /// a line of their own.
  ///
  /// - Throws: `ImportFailure` with the line.
  package init(_ text: String, file: String) throws(ImportFailure) {
    let rows: [[String]]
    do {
      rows = try CSV.rows(text)
    } catch {
      throw ImportFailure(at: SourcePlace(file: file, line: error.line), error.message)
    }
    for (index, row) in rows.enumerated() where row.contains(where: { !$0.isEmpty }) {
      let cells = row.map { String($0.trimmed) }
      if index == 0, cells == ["category", "skill"] { continue }
      let place = SourcePlace(file: file, line: index + 1)
      guard cells.count == 2 else {
        throw ImportFailure(
          at: place, "a line has a category, a comma and a skill; this has \(cells.count) fields")
      }
      guard Self.isSkill(cells[1]) else {
        throw ImportFailure(at: place, "\(cells[1]) is no skill; write it as domain.name in small letters")
      }
      guard
        skills.updateValue(cells[1], forKey: Self.key(cells[0].split(separator: "/").map(String.init))) == nil
      else { throw ImportFailure(at: place, "the category \(cells[0]) stands twice; keep one line") }
    }
  }

  /// The skill of a category or of the nearest one above it.
  func skill(of category: [String]) -> String? {
    var path = category
    while true {
      if let skill = skills[Self.key(path)] { return skill }
      if path.popLast() == nil { return nil }
    }
  }

  /// True for a domain and a name such as `math.algebra`.
  package static func isSkill(_ text: String) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { Slug.isName($0) } && text.utf8.count <= 100
  }

  private static func key(_ path: [String]) -> String {
    path.map { $0.trimmed.lowercased() }.joined(separator: "/")
  }
}

/// Names of small letters, digits and hyphens.
enum Slug {
  /// The first words of a text as a name; empty if it has no letters of the alphabet.
  static func text(_ text: String, longest: Int = 40) -> String {
    var name = ""
    for scalar in text.unicodeScalars.prefix(400) {
      switch scalar {
      case "a"..."z", "0"..."9": name.unicodeScalars.append(scalar)
      case "A"..."Z": name += scalar.properties.lowercaseMapping
      case "ä", "Ä": name += "ae"
      case "ö", "Ö": name += "oe"
      case "ü", "Ü": name += "ue"
      case "ß": name += "ss"
      case "à", "á", "â", "ã", "å": name += "a"
      case "è", "é", "ê", "ë": name += "e"
      case "ì", "í", "î", "ï": name += "i"
      case "ò", "ó", "ô", "õ": name += "o"
      case "ù", "ú", "û": name += "u"
      case "ç": name += "c"
      case "ñ": name += "n"
      default: if !name.isEmpty, !name.hasSuffix("-") { name += "-" }
      }
      if name.utf8.count > longest {
        // Whole words, where there are any.
        if let cut = name.lastIndex(of: "-"), cut > name.startIndex { name = String(name[..<cut]) }
        name = String(name.prefix(longest))
        break
      }
    }
    while name.hasSuffix("-") { name.removeLast() }
    return name
  }

  /// True for small letters, digits and hyphens.
  static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
  }
}

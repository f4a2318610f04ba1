import ItemBank

/// The bank in plain text: domains, skills, items with their keys, a search, and reports of items.
public struct PlainBank: PlainDialogue, Sendable {
  /// As many items as a person listens to at once.
  private static let page = 20

  private enum Level: Equatable {
    case domains
    case skills(domain: Int)
    case items([Int], title: String, from: Int)
  }

  private var listing = BankListing(rows: [])
  private var remarks: [String: [String]] = [:]
  private var path = [Level.domains]
  private var open: String?
  /// True where the person has left.
  public private(set) var isOver = false

  /// Begins with the domains.
  public init() {}

  /// The whole bank is read first.
  public var firstEffects: [Effect] { [.loadBank, .loadRemarks] }

  /// The domains, skills or items, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    if let open, let row = listing.rows.first(where: { $0.id == open }) {
      var lines = row.remarks.map { "Remark: \(PlainText.clean($0))" }
      if let report = row.report { lines.append("Reported: \(PlainText.clean(report))") }
      return lines + ["! and a text to report the item as wrong, ! alone to take it back, q back:"]
    }
    switch path.last ?? .domains {
    case .domains:
      return ["Bank, \(Words.count(listing.rows.count, "item")). Items are shown with their keys."]
        + content.framework.domains.enumerated().map { index, domain in
          "  \(index + 1). \(PlainText.clean(domain.name)): \(count(inDomain: index, content))"
        } + ["A number to open one, / and words to search, q back:"]
    case .skills(let domain):
      let first = firstSkill(ofDomain: domain, content)
      return ["\(PlainText.clean(content.framework.domains[domain].name)):"]
        + content.framework.domains[domain].skills.enumerated().map { index, skill in
          "  \(index + 1). \(PlainText.clean(skill.name)): \(rows(ofSkill: first + index).count)"
        } + ["A number to open one, / and words to search, q back:"]
    case .items(let rows, let title, let from):
      let end = min(rows.count, from + Self.page)
      var how = "A number to open one"
      if end < rows.count { how += ", + for more" }
      return ["\(PlainText.clean(title)), \(Words.count(rows.count, "item")):"]
        + (from..<end).map { place in
          let row = listing.rows[rows[place]]
          let marks = (row.remarks.isEmpty ? "" : ", with a remark") + (row.report == nil ? "" : ", reported")
          return
            "  \(place + 1). Level \(row.level), \(row.kind.rawValue)\(marks): \(PlainText.clean(row.stem))"
        } + ["\(how), / and words to search, q back:"]
    }
  }

  /// What can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    []
  }

  /// Takes a line in: what to print, and what the world must do.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    if let item = open {
      if word == "q" || word.isEmpty {
        open = nil
        return ([], [])
      }
      guard word.hasPrefix("!") else { return (["Type !, ! TEXT or q."], []) }
      let text = (String(word.dropFirst()) + " " + rest).split(separator: " ").joined(separator: " ")
      for index in listing.rows.indices where listing.rows[index].id == item {
        listing.rows[index].report = text.isEmpty ? nil : text
      }
      return ([text.isEmpty ? "Taken back." : "Kept on this machine."], [.reportItem(item, text)])
    }
    if word == "q" || word.isEmpty {
      if path.count == 1 { isOver = true } else { path.removeLast() }
      return ([], [])
    }
    if word.hasPrefix("/") {
      let words = (String(word.dropFirst()) + " " + rest).lowercased().split(separator: " ")
      let found = listing.rows.indices.filter { index in
        let text = (listing.rows[index].id + " " + listing.rows[index].stem).lowercased()
        return !words.isEmpty && words.allSatisfy { text.contains($0) }
      }
      guard !found.isEmpty else { return (["No item has all these words."], []) }
      path.append(.items(found, title: "Found", from: 0))
      return ([], [])
    }
    return choose(word, content)
  }

  private mutating func choose(_ word: String, _ content: AssessmentContent)
    -> (lines: [String], effects: [Effect])
  {
    switch path.last ?? .domains {
    case .domains:
      guard let domain = PlainText.place(word, of: content.framework.domains.count) else { break }
      path.append(.skills(domain: domain))
      return ([], [])
    case .skills(let domain):
      let skills = content.framework.domains[domain].skills
      guard let place = PlainText.place(word, of: skills.count) else { break }
      let rows = rows(ofSkill: firstSkill(ofDomain: domain, content) + place)
      path.append(.items(rows, title: skills[place].name, from: 0))
      return ([], [])
    case .items(let rows, let title, let from):
      if word == "+" {
        let next = from + Self.page < rows.count ? from + Self.page : 0
        path[path.count - 1] = .items(rows, title: title, from: next)
        return ([], [])
      }
      guard let place = PlainText.place(word, of: rows.count) else { break }
      open = listing.rows[rows[place]].id
      return ([], [.previewItem(listing.rows[rows[place]].id)])
    }
    return (["Type a number of the list, / and words, or q."], [])
  }

  /// Takes in what came of an effect: what to print.
  public mutating func take(
    _ outcome: Outcome, _ content: AssessmentContent, _ overview: Overview
  ) -> [String] {
    switch outcome {
    case .bank(let read): mark(read)
    case .remarks(let found):
      remarks = found
      mark(listing)
    case .preview(let item): return ItemCard.lines(item)
    default: break
    }
    return []
  }

  /// Lists items with what the rules remark of them.
  private mutating func mark(_ items: BankListing) {
    listing = items
    for index in listing.rows.indices { listing.rows[index].remarks = remarks[listing.rows[index].id] ?? [] }
  }

  private func rows(ofSkill skill: Int) -> [Int] {
    listing.rows.indices.filter { listing.rows[$0].skill == skill }
  }

  private func firstSkill(ofDomain domain: Int, _ content: AssessmentContent) -> Int {
    content.framework.domains[..<domain].reduce(0) { $0 + $1.skills.count }
  }

  private func count(inDomain domain: Int, _ content: AssessmentContent) -> Int {
    let first = firstSkill(ofDomain: domain, content)
    let skills = first..<first + content.framework.domains[domain].skills.count
    return listing.rows.filter { skills.contains($0.skill) }.count
  }
}

import ItemBank
import SextantCore

/// The bank in plain text: domains, skills, items with correct answers, a search, and reports of problems.
public struct PlainBank: PlainDialogue, Sendable {
  private enum Level: Equatable {
    case domains
    case skills(domain: Int)
    case items(ListModel<BankList>, title: String, PlainPages)
    case found(ListModel<BankList>, PlainPages)
  }

  private var listing = BankListing(rows: [])
  private var remarks: [String: [String]] = [:]
  private var path = [Level.domains]
  private var open: String?
  /// True once the person has left.
  public private(set) var isOver = false

  /// Starts with the domains.
  public init() {}

  /// The whole bank is read first.
  public var firstEffects: [Effect] { [.loadBank, .loadRemarks] }

  /// The open item is read again.
  public var repetition: [Effect] { open.map { [.previewItem($0)] } ?? [] }

  /// The domains, skills or items, and how to answer.
  public func prompt(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    if let open, let row = listing.rows.first(where: { $0.id == open }) {
      var lines = row.remarks.map { "A remark for authors: \(PlainText.clean($0))" }
      if let report = row.report { lines.append("Reported: \(PlainText.clean(report))") }
      return lines + ["report and a text where the question is wrong, again, help, q back:"]
    }
    switch path.last ?? .domains {
    case .domains:
      return [
        "Bank, \(Words.count(listing.rows.count, "question")). Questions are shown with their right answers. A question you open stays out of placements for a while, like one you have answered."
      ]
        + content.framework.domains.enumerated().map { index, domain in
          "  \(index + 1). \(PlainText.clean(domain.name)): \(count(inDomain: index, content))"
        } + ["A number to open one, search and words, help, q back:"]
    case .skills(let domain):
      let first = firstSkill(ofDomain: domain, content)
      return ["\(PlainText.clean(content.framework.domains[domain].name)):"]
        + content.framework.domains[domain].skills.enumerated().map { index, skill in
          "  \(index + 1). \(PlainText.clean(skill.name)): \(rows(Self.items(ofSkill: first + index)).count)"
        } + ["A number to open one, search and words, help, q back:"]
    case .items(let list, let title, let pages): return items(rows(list), title, pages)
    case .found(let list, let pages): return items(rows(list), "Found", pages)
    }
  }

  private func items(_ rows: [BankListing.Row], _ title: String, _ pages: PlainPages) -> [String] {
    ["\(PlainText.clean(title)), \(Words.count(rows.count, "question"))\(pages.part(of: rows.count)):"]
      + pages.range(of: rows.count).map { place in
        let row = rows[place]
        let marks = (row.remarks.isEmpty ? "" : ", with a remark") + (row.report == nil ? "" : ", reported")
        return
          "  \(place + 1). Difficulty \(row.level), \(Words.kind(row.kind))\(marks): \(PlainText.clean(row.stem))"
      }
      + [
        "A number to open one\(pages.hasMore(of: rows.count) ? ", more" : ""), search and words, help, q back:"
      ]
  }

  /// The commands that can be typed here.
  public func help(_ content: AssessmentContent, _ overview: Overview) -> [String] {
    guard open == nil else {
      return [
        "report and a text: report the question as wrong, on this machine",
        "report alone: read it; report off: take it back",
      ]
    }
    return [
      "a number, or open and a number: what has that number", "more or +: the next \(PlainPages.size)",
      "search and words, or / and words: the questions that have them, in their code too",
      "marked: the questions that you reported, or that have a remark for authors",

    ]
  }

  /// Handles a typed line; returns the lines to print and the effects to carry out.
  public mutating func handle(
    line: String, _ content: AssessmentContent, _ overview: Overview
  ) -> (lines: [String], effects: [Effect]) {
    let (word, rest) = PlainText.split(line)
    if let item = open {
      if PlainText.leadsBack(word) {
        open = nil
        return ([], [])
      }
      var text = rest
      if word.hasPrefix("!") {
        text = (String(word.dropFirst()) + " " + rest).split(separator: " ").joined(separator: " ")
      } else if word != "report" {
        return (["Type report and a text, again, help or q."], [])
      }
      guard !text.isEmpty else {
        return (PlainText.kept("report", listing.rows.first { $0.id == item }?.report), [])
      }
      if text == "off" { text = "" }
      for index in listing.rows.indices where listing.rows[index].id == item {
        listing.rows[index].report = text.isEmpty ? nil : text
      }
      return ([text.isEmpty ? "Taken back." : "Kept on this machine."], [.reportItem(item, text)])
    }
    if PlainText.leadsBack(word) {
      if path.count == 1 { isOver = true } else { path.removeLast() }
      return ([], [])
    }
    if let query = PlainText.sought(word, rest) {
      let nothing = "No question has all these words."
      return (
        query.isEmpty ? [nothing] : show(ListModel(BankList.Criteria(), query: query), orSay: nothing), []
      )
    }
    if word == "marked" {
      return (
        show(ListModel(BankList.Criteria(onlyMarked: true)), orSay: "No question has a remark or a report."),
        []
      )
    }
    return choose(word, rest, content)
  }

  private mutating func show(_ found: ListModel<BankList>, orSay nothing: String) -> [String] {
    guard !rows(found).isEmpty else { return [nothing] }
    // A single step back leaves any number of searches.
    if case .found = path.last { path.removeLast() }
    path.append(.found(found, PlainPages()))
    return []
  }

  /// The listed items; empty in the tree of domains and skills.
  var listed: [BankListing.Row] {
    switch path.last {
    case .items(let list, _, _), .found(let list, _): rows(list)
    case .domains, .skills, nil: []
    }
  }

  private func rows(_ list: ListModel<BankList>) -> [BankListing.Row] { list.rows(of: BankList(listing)) }

  private static func items(ofSkill skill: Int) -> ListModel<BankList> {
    ListModel(BankList.Criteria(skill: skill))
  }

  private mutating func choose(_ word: String, _ rest: String, _ content: AssessmentContent)
    -> (lines: [String], effects: [Effect])
  {
    func place(of count: Int) -> Int? {
      PlainText.opened(word, rest).flatMap { PlainText.place($0, of: count) }
    }
    let isMore = word == "+" || word == "more"
    switch path.last ?? .domains {
    case .domains:
      guard let domain = place(of: content.framework.domains.count) else { break }
      path.append(.skills(domain: domain))
      return ([], [])
    case .skills(let domain):
      let skills = content.framework.domains[domain].skills
      guard let place = place(of: skills.count) else { break }
      let list = Self.items(ofSkill: firstSkill(ofDomain: domain, content) + place)
      path.append(.items(list, title: skills[place].name, PlainPages()))
      return ([], [])
    case .items(let list, let title, var pages):
      let rows = rows(list)
      if isMore {
        pages.turn(rows.count)
        path[path.count - 1] = .items(list, title: title, pages)
        return ([], [])
      }
      guard let place = place(of: rows.count) else { break }
      return preview(rows[place].id)
    case .found(let list, var pages):
      let rows = rows(list)
      if isMore {
        pages.turn(rows.count)
        path[path.count - 1] = .found(list, pages)
        return ([], [])
      }
      guard let place = place(of: rows.count) else { break }
      return preview(rows[place].id)
    }
    return (["Type a number of the list, search and words, help or q."], [])
  }

  private mutating func preview(_ item: String) -> (lines: [String], effects: [Effect]) {
    open = item
    // The card shows the correct answer.
    return ([], [.previewItem(item), .noteKeyRead(item)])
  }

  /// Handles the outcome of an effect; returns the lines to print.
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

  /// Lists items with the remarks of the rules.
  private mutating func mark(_ items: BankListing) {
    listing = items
    for index in listing.rows.indices { listing.rows[index].remarks = remarks[listing.rows[index].id] ?? [] }
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

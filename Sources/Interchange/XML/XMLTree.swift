/// The elements of one question, kept in a few arrays that the next question uses again.
struct XMLTree {
  /// The most elements and texts of a question.
  static let mostNodes = 20_000

  private struct Node {
    var name: String
    var attributes: [XMLAttribute]
    var place: SourcePlace
    var isText: Bool
    /// The bytes of a text.
    var bytes: Range<Int>
    var firstChild = -1
    var lastChild = -1
    var next = -1
  }

  private var nodes: [Node] = []
  private var text: [UInt8] = []
  private var path: [Int] = []
  /// True if the question is too large to be kept.
  private(set) var isTooLarge = false
  /// Elements whose texts are dropped, such as embedded files.
  private let skipped: Set<String>

  init(skipping skipped: Set<String> = []) { self.skipped = skipped }

  // MARK: Building

  /// True between the start and the end of the first element.
  var isOpen: Bool { !path.isEmpty }

  mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    path.removeAll(keepingCapacity: true)
    isTooLarge = false
  }

  mutating func start(_ name: String, _ attributes: [XMLAttribute], at place: SourcePlace) {
    let node = Node(name: name, attributes: attributes, place: place, isText: false, bytes: 0..<0)
    guard nodes.count < Self.mostNodes else {
      isTooLarge = true
      // Only the depth counts from here on.
      path.append(path.last ?? 0)
      return
    }
    add(node)
    path.append(nodes.count - 1)
  }

  mutating func end() { path.removeLast() }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let parent = path.last, !isTooLarge, !skipped.contains(nodes[parent].name) else { return }
    guard text.count + bytes.count <= ImportLimits.question else {
      isTooLarge = true
      return
    }
    let start = text.count
    text.append(contentsOf: bytes)
    let last = nodes[parent].lastChild
    if last >= 0, last == nodes.count - 1, nodes[last].isText {
      nodes[last].bytes = nodes[last].bytes.lowerBound..<text.count
    } else if nodes.count < Self.mostNodes {
      add(Node(name: "", attributes: [], place: nodes[parent].place, isText: true, bytes: start..<text.count))
    } else {
      isTooLarge = true
    }
  }

  private mutating func add(_ node: Node) {
    let index = nodes.count
    if let parent = path.last {
      if nodes[parent].lastChild < 0 {
        nodes[parent].firstChild = index
      } else {
        nodes[nodes[parent].lastChild].next = index
      }
      nodes[parent].lastChild = index
    }
    nodes.append(node)
  }

  // MARK: Reading

  /// The first element.
  var root: Element { Element(index: 0) }

  /// An element of the tree.
  struct Element: Hashable { fileprivate let index: Int }

  func name(_ element: Element) -> String { nodes[element.index].name }
  func place(_ element: Element) -> SourcePlace { nodes[element.index].place }
  func attribute(_ name: String, _ element: Element) -> String? {
    nodes[element.index].attributes.first { $0.name == name }?.value
  }

  /// The elements directly inside of another.
  func children(_ element: Element) -> [Element] {
    parts(element).compactMap { $0.isText ? nil : $0.element }
  }

  func children(_ element: Element, named name: String) -> [Element] {
    children(element).filter { nodes[$0.index].name == name }
  }

  func child(_ element: Element, _ name: String) -> Element? {
    var index = nodes[element.index].firstChild
    while index >= 0 {
      if !nodes[index].isText, nodes[index].name == name { return Element(index: index) }
      index = nodes[index].next
    }
    return nil
  }

  /// The elements at any depth inside of another, in their order.
  func descendants(_ element: Element, named names: Set<String>) -> [Element] {
    children(element).flatMap { child in
      (names.contains(nodes[child.index].name) ? [child] : []) + descendants(child, named: names)
    }
  }

  /// Texts and elements directly inside of another.
  func parts(_ element: Element) -> [(element: Element, isText: Bool)] {
    var found: [(Element, Bool)] = []
    var index = nodes[element.index].firstChild
    while index >= 0 {
      found.append((Element(index: index), nodes[index].isText))
      index = nodes[index].next
    }
    return found
  }

  /// All text inside of an element; bytes that are no text become marks.
  func text(_ element: Element) -> String {
    let node = nodes[element.index]
    if node.isText { return String(decoding: text[node.bytes], as: UTF8.self) }
    if node.firstChild >= 0, node.firstChild == node.lastChild, nodes[node.firstChild].isText {
      return String(decoding: text[nodes[node.firstChild].bytes], as: UTF8.self)
    }
    return parts(element).map { text($0.element) }.joined()
  }

  /// True if some bytes aren't UTF-8.
  var hasBrokenText: Bool {
    // Nearly every text is ASCII.
    !text.allSatisfy { $0 < 0x80 } && String(validating: text, as: UTF8.self) == nil
  }

  /// The elements inside of another as HTML.
  ///
  /// - Parameter replace: The HTML of an element that isn't HTML itself; nil to write its tags and what they hold.
  func html(_ element: Element, _ replace: (Element) -> String? = { _ in nil }) -> String {
    parts(element).map { part, isText in
      if isText { return HTMLText.escaped(text(part)) }
      if let other = replace(part) { return other }
      let node = nodes[part.index]
      let attributes = node.attributes.map { " \($0.name)=\"\(HTMLText.escaped($0.value))\"" }.joined()
      return "<\(node.name)\(attributes)>\(html(part, replace))</\(node.name)>"
    }.joined()
  }
}

extension HTMLText {
  /// A text in which no character is markup.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 62 || $0 == 34 }) else { return text }
    return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing(
        "\"", with: "&quot;")
  }
}

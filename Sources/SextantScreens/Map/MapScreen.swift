import ItemBank
import Psychometrics
import Roadmap
import SextantCore
import TerminalUI
import TextLayout

extension PlaceName {
  /// The map of skills.
  static let map = PlaceName(rawValue: "map")
}

/// All skills at a glance, by step and domain: with their names where there is room, otherwise as marks alone.
struct MapScreen: Screen {
  static let place = Place(
    keys: [Place.KeyList(title: "Map of skills", bindings: keys)],
    signpost: Place.Signpost(
      name: .map, letter: "m", label: "map", help: "the map of skills", title: "map of skills",
      synonyms: "heat radar"),
    open: { _ in .navigate(.push(MapScreen())) })

  let section = "map-of-skills"
  let underAttempt = UnderAttempt.stays
  /// The focused skill, as an index into the framework.
  var focus: Int?

  func place(_ context: Context) -> PlaceName? { .map }

  func bindings(_ context: Context) -> [Binding] { Self.keys }

  private static let keys =
    [
      Binding(.confirm, [.enter], label: "open", help: "the skill: its answers and what to do"),
      Binding(.right, [.right, .character("l")], label: "skill", help: "the next skill", shown: "← →"),
      Binding(.left, [.left, .character("h")], help: "the previous skill"),
      Binding(.drill, [.character("d")], label: "drill", help: "practise the focused skill"),
      Binding(.focus, [.character("T")], label: "measure", help: "measure the focused skill"),
    ] + Bindings.vertical + [Bindings.back]

  /// The skills of a domain that belong to a step.
  struct Group {
    var step: Int
    var domain: Int
    var skills: [Int]
  }

  func groups(_ context: Context) -> [Group] {
    let framework = context.content.framework
    var groups: [Group] = []
    for step in context.content.roadmap.steps {
      var start = 0
      for (index, domain) in framework.domains.enumerated() {
        let range = start..<start + domain.skills.count
        start = range.upperBound
        let skills = range.filter { framework.skills[$0].steps.first == step.number }
        if !skills.isEmpty { groups.append(Group(step: step.number, domain: index, skills: skills)) }
      }
    }
    return groups
  }

  /// How the cells are laid out on a screen.
  struct Layout: Equatable {
    /// The columns of the names of steps and domains.
    static let names = 16
    /// From this width on, every cell has its skill's name.
    static let leastNamed = 80

    /// The columns of the map beside a pane.
    private static let leastBesidePane = 98

    /// The columns of the map.
    let map: Int
    /// The columns of a cell.
    let cell: Int
    /// The cells on a row.
    let perRow: Int
    /// The columns of the pane beside the map; 0 without one.
    let pane: Int

    var isNamed: Bool { map >= Self.leastNamed - 2 }

    init(columns: Int, mostSkills: Int) {
      let all = columns - 2
      if columns >= Self.leastNamed {
        // A name, its mark and its count need thirty columns; the rest is for a pane about the focused skill.
        pane = all - Self.leastBesidePane >= 44 ? min(56, all - Self.leastBesidePane - 2) : 0
        map = all - (pane > 0 ? pane + 3 : 0)
        perRow = max(2, (map - Self.names) / 40)
        cell = (map - Self.names) / perRow
      } else {
        let widest = Self.names + 3 * mostSkills + 1
        pane = all - widest - 3 >= 28 ? all - widest - 3 : 0
        map = pane > 0 ? widest : all
        cell = map >= widest ? 3 : 2
        perRow = mostSkills
      }
    }
  }

  func layout(_ groups: [Group], columns: Int) -> Layout {
    Layout(columns: columns, mostSkills: groups.map(\.skills.count).max() ?? 0)
  }

  /// The rows of cells, as they are drawn.
  private func cells(_ groups: [Group], _ layout: Layout) -> [[Int]] {
    groups.flatMap { group in
      stride(from: 0, to: group.skills.count, by: layout.perRow).map {
        Array(group.skills[$0..<min(group.skills.count, $0 + layout.perRow)])
      }
    }
  }

  mutating func handle(_ input: ScreenInput, _ context: Context) -> Response {
    guard case .command(let command) = input else { return .ignored }
    let groups = groups(context)
    let all = groups.flatMap(\.skills)
    guard let first = all.first else { return command == .back ? .navigate(.pop) : .done }
    let skill = focus ?? first
    let place = all.firstIndex(of: skill) ?? 0
    let framework = context.content.framework
    let cells = cells(groups, layout(groups, columns: context.size.columns))
    switch command {
    case .right: focus = all[min(all.count - 1, place + 1)]
    case .left: focus = all[max(0, place - 1)]
    case .top: focus = first
    case .bottom: focus = all.last
    case .up: focus = Self.neighbour(of: skill, by: -1, cells)
    case .down: focus = Self.neighbour(of: skill, by: 1, cells)
    case .pageUp: focus = Self.neighbour(of: skill, by: -5, cells)
    case .pageDown: focus = Self.neighbour(of: skill, by: 5, cells)
    case .choose(let index):
      if index == focus { return .navigate(.push(GapsScreen.reading(index, context))) }
      if all.contains(index) { focus = index }
    case .drill: return .perform(.startAttempt(.drill, .skill(framework.skills[skill].id)))
    case .focus:
      return .navigate(.push(StartScreen(framework: framework, scope: .skill(framework.skills[skill].id))))
    case .confirm: return .navigate(.push(GapsScreen.reading(skill, context)))
    case .back: return .navigate(.pop)
    default: break
    }
    return .done
  }

  /// The skill some rows above or below, in the same column as far as there is one.
  private static func neighbour(of skill: Int, by distance: Int, _ cells: [[Int]]) -> Int {
    guard let row = cells.firstIndex(where: { $0.contains(skill) }),
      let column = cells[row].firstIndex(of: skill)
    else { return skill }
    let next = cells[min(cells.count - 1, max(0, row + distance))]
    return next[min(next.count - 1, column)]
  }
}

import Psychometrics

/// A part of the report under its own heading, before it becomes text, Markdown or HTML.
///
/// Every form is written from the same sections, so none says more or less than another.
struct Section: Equatable {
  /// The identity of the heading, for links within a page.
  var id: String
  /// The heading.
  var title: String
  /// What stands below it.
  var blocks: [Block]
  /// False if it is too long to be read aloud in one go.
  var isSpoken = true

  /// A piece of a section.
  enum Block: Equatable {
    /// The most important sentence of the report.
    case lead(String)
    /// A paragraph.
    case paragraph(String)
    /// An explanation.
    case note(String)
    /// A heading within the section.
    case heading(String)
    /// A table.
    case table(Table)
    /// A list, one entry after the other.
    case list([Entry], isNumbered: Bool = false)
    /// Lists that stand side by side where there is room.
    case groups([Group])
    /// The overall score on the scale; only a page draws it, as the sentences beside it say the same.
    case scale(Report.Measure)
    /// The score over time; only a page draws it.
    case line(Report.History)
    /// What the colours of the steps mean; only a page needs it.
    case legend
    /// What the signs of the skills mean; only a page needs it.
    case signs
  }

  /// A table; the first cell of a row names the row.
  struct Table: Equatable {
    /// What the table is about, for people who don't see where it stands.
    var caption: String
    /// The headings.
    var columns: [String]
    /// The rows.
    var rows: [Row]
    /// The columns with numbers.
    var numbers: Set<Int> = []

    /// A row of a table.
    struct Row: Equatable {
      /// A text for each column.
      var cells: [String]
      /// A score to draw beside the name; only a page draws it.
      var drawn: Report.Measure?
      /// The long name, where there is room for it.
      var longName: String?
    }
  }

  /// An entry of a list.
  struct Entry: Equatable {
    /// What it is about.
    var title: String
    /// What is said about it, in a few words.
    var words = ""
    /// Sentences below it.
    var notes: [String] = []
    /// Addresses below it.
    var links: [Report.Action.Link] = []
    /// What marks it.
    var mark: Mark?
    /// The skills of a step; only a page draws them, as the words say the same.
    var drawn: Report.Step.Skills?
    /// A proof that may be an address.
    var proof: String?
  }

  /// What marks an entry.
  enum Mark: Equatable {
    /// An action that isn't done.
    case open
    /// An action that was begun.
    case begun
    /// A finished action.
    case done
    /// A skill and what is known of it; nil if it wasn't asked.
    case skill(SkillVerdict.Model?)
    /// A priority, such as `high priority`.
    case priority(String)
  }

  /// A list with a heading of its own.
  struct Group: Equatable {
    /// The heading.
    var title: String
    /// What is said about the group as a whole.
    var words = ""
    /// The entries.
    var entries: [Entry]
  }
}

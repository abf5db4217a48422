// What the stock editor cannot hold of a cleaned body, or would rewrite: boxes, added and removed words,
// words set in two ways at once, preformatted text, pictures of the library. A piece of a body that the
// editor does not know is lost when the article is saved, so tests/articles/test_admin_editor.py opens and
// saves one of each. A name exported here takes the place of the editor's own.
import {
  Blockquote as StockBlockquote,
  Code as StockCode,
  CodeBlock as StockCodeBlock,
  Extension,
  ListItem as StockListItem,
  Mark,
  Node,
  Strike as StockStrike,
  TableCell as StockTableCell,
  TableHeader as StockTableHeader,
  pm,
} from "django-prose-editor/editor"
import { element } from "./admin-dialog.js"

const mark = (name, tag) =>
  Mark.create({
    name,
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  })

export const Inserted = mark("inserted", "ins")
export const Deleted = mark("deleted", "del")

// The stock one takes <del> too and writes it back as <s>.
export const Strike = StockStrike.extend({ parseHTML: () => [{ tag: "s" }, { tag: "strike" }] })

// The stock one allows no other mark beside it, so that bold code would lose its weight.
export const Code = StockCode.extend({ excludes: "" })

// The stock one wraps everything in <code> and drops marks.
export const CodeBlock = StockCodeBlock.extend({
  content: "inline*",
  marks: "_",
  renderHTML: () => ["pre", 0],

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "codeBlock",
      groups: "blockType nodes",
      button: buttons.material("wysiwyg", "Preformatted text"),
      active: (editor) => editor.isActive("codeBlock"),
      enabled: (editor) => editor.can().toggleCodeBlock(),
      command: (editor) => editor.chain().focus().toggleCodeBlock().run(),
    })
  },
})

// What may stand in what is the same here as in the cleaner, which would unwrap the rest.
const TEXT = "paragraph | bulletList | orderedList | blockquote | codeBlock | figure"
export const ListItem = StockListItem.extend({ content: `(${TEXT} | table)+` })
export const Blockquote = StockBlockquote.extend({ content: `(${TEXT} | table)+` })
export const TableCell = StockTableCell.extend({ content: `(${TEXT})+` })
export const TableHeader = StockTableHeader.extend({ content: `(${TEXT})+` })

const BOXES = [
  ["emergency", "Emergency box", "warning"],
  ["note", "Note box", "info"],
]

export const Box = Node.create({
  name: "box",
  group: "block",
  content: `(${TEXT} | table | heading | horizontalRule)+`,
  defining: true,

  addAttributes: () => ({
    kind: {
      default: "note",
      parseHTML: (element) => (element.classList.contains("emergency") ? "emergency" : "note"),
      renderHTML: ({ kind }) => ({ class: kind }),
    },
  }),
  parseHTML: () => [{ tag: "aside" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes, 0],

  addCommands() {
    return {
      toggleBox:
        (kind) =>
        ({ commands }) =>
          commands.toggleWrap(this.name, { kind }),
    }
  },

  addMenuItems({ menu, buttons }) {
    for (const [kind, title, icon] of BOXES) {
      menu.defineItem({
        name: `box:${kind}`,
        groups: "nodes",
        button: buttons.material(icon, title),
        active: (editor) => editor.isActive("box", { kind }),
        enabled: (editor) => editor.can().toggleBox(kind),
        command: (editor) => editor.chain().focus().toggleBox(kind).run(),
      })
    }
  },
})

// How this editor sits in its page: named by the field's label, styled by admin.css and nothing else
// (the editor's own style element would be refused by the content security policy).
export const House = Extension.create({
  name: "house",
  addOptions: () => ({ attributes: {} }),
  addCommands: () => ({
    setBody:
      (html) =>
      ({ commands, editor }) =>
        commands.setContent(read(editor.schema, html)),
  }),
  onBeforeCreate() {
    const { options, schema } = this.editor
    options.content = read(schema, options.content)
    options.injectCSS = false
    this.editor.options.editorProps = { attributes: this.options.attributes }
  },
  onCreate() {
    const bar = this.editor.view.dom.parentElement.querySelector(".prose-menubar")
    if (!bar) return
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", "Formatting")
    const buttons = [...bar.querySelectorAll("button")]
    for (const button of buttons) {
      const name = NAMES[button.dataset.name]
      if (name) button.title = name
      button.setAttribute("aria-label", button.title)
    }
    this.editor.on("transaction", () => buttons.forEach(tell))
  },
})

// The document a body stands for. The stock reading loses line ends that stand alone in preformatted text.
function read(schema, html) {
  const page = new window.DOMParser().parseFromString(`<body>${html}</body>`, "text/html")
  return pm.model.DOMParser.fromSchema(schema).parse(page.body).toJSON()
}

// The stock names are lower case, or words of programmers.
const NAMES = {
  heading2: "Heading 2",
  heading3: "Heading 3",
  heading4: "Heading 4",
  bulletList: "List with bullets",
  orderedList: "Numbered list",
  paragraph: "Paragraph",
  blockquote: "Quotation",
  horizontalRule: "Line across",
  figure: "Picture",
  bold: "Bold",
  italic: "Italic",
  underline: "Underlined",
  strike: "Struck out",
  subscript: "Lower (H₂O)",
  superscript: "Higher (m²)",
  link: "Link",
  unlink: "Remove link",
  "history:undo": "Undo",
  "history:redo": "Redo",
}

// The stock buttons tell their state by colour alone.
function tell(button) {
  button.setAttribute("aria-pressed", button.classList.contains("active"))
  button.setAttribute("aria-disabled", button.classList.contains("disabled"))
}

// Below the editor: how many words it holds, and what there is to say.
export const Foot = Extension.create({
  name: "foot",
  onCreate() {
    const { editor } = this
    const count = element("span")
    const said = element("span")
    said.setAttribute("role", "status")
    editor.view.dom.parentElement.append(element("p", { className: "editor-foot" }, count, said))
    const tell = () => { count.textContent = words(editor.state.doc) }
    editor.on("update", tell)
    editor.on("said", (event) => { said.textContent = event.words })
    tell()
  },
})

function words(doc) {
  const text = doc.textBetween(0, doc.content.size, " ", " ")
  const found = text.split(/\s+/).filter(Boolean).length
  return `${found.toLocaleString()} ${found === 1 ? "word" : "words"}`
}

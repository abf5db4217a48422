// What the stock editor cannot hold of a cleaned body, or would rewrite: boxes, added and removed words,
// words set in two ways at once, preformatted text, pictures of the library. A piece of a body that the
// editor does not know is lost when the article is saved, so tests/articles/test_admin_editor.py opens and
// saves one of each. A name exported here takes the place of the editor's own.
import {
  Blockquote as StockBlockquote,
  Code as StockCode,
  CodeBlock as StockCodeBlock,
  Extension,
  Link as StockLink,
  ListItem as StockListItem,
  Mark,
  Node,
  Strike as StockStrike,
  TableCell as StockTableCell,
  TableHeader as StockTableHeader,
  updateAttrsDialog,
} from "django-prose-editor/editor"

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

// The stock dialog asks for a title too, which a cleaned body does not keep.
const linkDialog = updateAttrsDialog({ href: { type: "string", title: "Address" } }, { title: "Link" })

export const Link = StockLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          linkDialog(editor, editor.getAttributes("link")).then((answer) => {
            if (!answer) return
            const chain = editor.chain().focus().extendMarkRange("link")
            if (answer.href.trim()) chain.setLink({ href: answer.href.trim() }).run()
            else chain.unsetLink().run()
          })
          return true
        },
    }
  },
})

// How this editor sits in its page: named by the field's label, styled by admin.css and nothing else
// (the editor's own style element would be refused by the content security policy).
export const House = Extension.create({
  name: "house",
  addOptions: () => ({ attributes: {} }),
  onBeforeCreate() {
    this.editor.options.injectCSS = false
    this.editor.options.editorProps = { attributes: this.options.attributes }
  },
  onCreate() {
    const bar = this.editor.view.dom.parentElement.querySelector(".prose-menubar")
    bar?.setAttribute("role", "toolbar")
    bar?.setAttribute("aria-label", "Formatting")
  },
})

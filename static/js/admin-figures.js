// Pictures in a body: a figure holds one picture of the library and perhaps a caption. The stock figure
// lets pictures stand alone and takes any address; a cleaned body does neither.
import { Node } from "django-prose-editor/editor"
import { ask, element, field } from "./admin-dialog.js"

const address = (id) => `/images/${id}/`

export const Image = Node.create({
  name: "image",
  draggable: true,
  // pictures: [{ id, name, alt, shown }], those that the library offers and those in the body
  addOptions: () => ({ pictures: [] }),
  addAttributes: () => ({ src: { default: null }, alt: { default: "" } }),
  parseHTML: () => [{ tag: 'img[src^="/images/"]' }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],

  // A record whose file is missing has nothing to load: its description stands in the frame.
  addNodeView() {
    const shown = new Set(this.options.pictures.filter((one) => one.shown).map((one) => address(one.id)))
    return ({ node }) => {
      const dom = document.createElement(shown.has(node.attrs.src) ? "img" : "span")
      dom.className = "picture"
      if (dom.tagName === "IMG") Object.assign(dom, { src: node.attrs.src, alt: node.attrs.alt })
      else dom.textContent = node.attrs.alt || "A picture without its file"
      return { dom }
    }
  },
})

export const Caption = Node.create({
  name: "caption",
  content: "inline*",
  isolating: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
})

const figureAt = ({ selection }) => {
  if (selection.node?.type.name === "figure") return { node: selection.node, pos: selection.from }
  for (let depth = selection.$from.depth; depth > 0; depth--) {
    const node = selection.$from.node(depth)
    if (node.type.name === "figure") return { node, pos: selection.$from.before(depth) }
  }
  return null
}

const label = (picture) => `${picture.name} (${picture.id})`
const words = (text, marks = []) => (text ? [{ type: "text", text, marks }] : [])

// A caption with the credit after it, set apart by its slant as under a lead image.
function caption(text, credit) {
  const parts = [...words(text), ...words(text && credit ? " " : ""), ...words(credit, [{ type: "italic" }])]
  return parts.length ? [{ type: "caption", content: parts }] : []
}

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "image caption?",
  draggable: true,
  isolating: true,
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: () => ["figure", 0],

  addCommands() {
    return {
      insertFigure:
        () =>
        ({ editor, state, dispatch }) => {
          const { pictures } = editor.extensionManager.extensions.find((one) => one.name === "image").options
          if (!dispatch || !pictures.length) return pictures.length > 0
          change(editor, pictures, figureAt(state))
          return true
        },
    }
  },
})

async function change(editor, pictures, figure) {
  const image = figure?.node.firstChild
  const current = pictures.find((one) => address(one.id) === image?.attrs.src)
  const answer = await question(pictures, image, current)
  const chain = editor.chain().focus()
  if (!answer) return chain.run()
  if (answer.act === "remove") {
    return chain.deleteRange({ from: figure.pos, to: figure.pos + figure.node.nodeSize }).run()
  }
  const chosen = pictures.find((one) => label(one) === answer.picture) ?? pictures[0]
  const attrs = { src: address(chosen.id), alt: answer.decoration ? "" : answer.alt.trim() }
  if (figure) return chain.setNodeSelection(figure.pos + 1).updateAttributes("image", attrs).run()
  const content = [{ type: "image", attrs }, ...caption(answer.caption.trim(), answer.credit.trim())]
  chain.insertContent({ type: "figure", content }).run()
}

// Which picture, and its words: those of the library, until somebody writes others.
function question(pictures, image, current) {
  const choice = element("select", {}, ...pictures.map((one) => element("option", { textContent: label(one) })))
  const alt = element("input", { type: "text", value: image?.attrs.alt ?? "" })
  const decoration = element("input", { type: "checkbox", checked: Boolean(image) && !image.attrs.alt })
  const texts = { alt, caption: element("input", { type: "text" }), credit: element("input", { type: "text" }) }
  const shown = element("div", { className: "ask-picture" })
  if (current) choice.value = label(current)
  choice.addEventListener("change", () => fill(true))
  fill(!image)

  return ask("Picture", [
    field("picture", "Picture from the library", choice),
    shown,
    field("alt", "Describe it for people who cannot see it", alt),
    field("decoration", "It is decoration: it says nothing the text does not", decoration),
    ...(image ? [] : [field("caption", "Caption", texts.caption), field("credit", "Credit", texts.credit)]),
  ], {
    submit: image ? "Change" : "Insert",
    others: image ? [["remove", "Remove picture"]] : [],
    check: (values) => (values.alt.trim() || values.decoration ? "" : "Describe the image, or mark it as decoration."),
  })

  function fill(isNew) {
    const picture = pictures.find((one) => label(one) === choice.value)
    shown.replaceChildren(picture.shown ? element("img", { src: address(picture.id), alt: "" }) : "The file of this picture is missing.")
    for (const [name, control] of Object.entries(isNew ? texts : {})) control.value = picture[name]
  }
}

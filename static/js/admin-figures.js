// Pictures in a body: a figure holds one picture of the library and perhaps a caption. The stock figure
// lets pictures stand alone and takes any address; a cleaned body does neither.
import { Node } from "django-prose-editor/editor"
import { ask, element, field } from "./admin-dialog.js"
import { finder } from "./admin-finder.js"

const address = (id) => `/images/${id}/`

export const Image = Node.create({
  name: "image",
  draggable: true,
  // pictures: [{ id, name, alt, thumbnail, … }], those in the body; find: where others are asked for
  addOptions: () => ({ pictures: [], find: "" }),
  addAttributes: () => ({ src: { default: null }, alt: { default: "" } }),
  parseHTML: () => [{ tag: 'img[src^="/images/"]' }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],

  // A record whose file is missing has nothing to load: its description stands in the frame.
  addNodeView() {
    const isShown = (src) => this.options.pictures.some((one) => one.thumbnail && address(one.id) === src)
    return ({ node }) => {
      const dom = document.createElement(isShown(node.attrs.src) ? "img" : "span")
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
          const { options } = editor.extensionManager.extensions.find((one) => one.name === "image")
          if (dispatch) change(editor, options, figureAt(state))
          return true
        },
    }
  },
})

async function change(editor, { pictures, find }, figure) {
  const image = figure?.node.firstChild
  let chosen = pictures.find((one) => address(one.id) === image?.attrs.src)
  const answer = await question(find, image, chosen, (picture) => { chosen = picture })
  const chain = editor.chain().focus()
  if (!answer) return chain.run()
  if (answer.act === "remove") {
    return chain.deleteRange({ from: figure.pos, to: figure.pos + figure.node.nodeSize }).run()
  }
  pictures.push(chosen)
  const attrs = { src: address(chosen.id), alt: answer.decoration ? "" : answer.alt.trim() }
  if (figure) return chain.setNodeSelection(figure.pos + 1).updateAttributes("image", attrs).run()
  const content = [{ type: "image", attrs }, ...caption(answer.caption.trim(), answer.credit.trim())]
  chain.insertContent({ type: "figure", content }).run()
}

// Which picture, and its words: those of the library, until somebody writes others.
function question(find, image, chosen, choose) {
  const alt = element("input", { type: "text", value: image?.attrs.alt ?? "" })
  const decoration = element("input", { type: "checkbox", checked: Boolean(image) && !image.attrs.alt })
  const texts = { alt, caption: element("input", { type: "text" }), credit: element("input", { type: "text" }) }

  return ask("Picture", [
    ...finder(find, { chosen, choose: fill }),
    field("alt", "Describe it for people who cannot see it", alt),
    field("decoration", "It is decoration: it says nothing the text does not", decoration),
    ...(image ? [] : [field("caption", "Caption", texts.caption), field("credit", "Credit", texts.credit)]),
  ], {
    submit: image ? "Change" : "Insert",
    others: image ? [["remove", "Remove picture"]] : [],
    isWide: true,
    check: missing,
  })

  function fill(picture) {
    choose(picture)
    for (const [name, control] of Object.entries(texts)) control.value = picture[name]
  }
}

function missing({ picture, alt, decoration }) {
  if (!picture) return "Choose a picture."
  return alt.trim() || decoration ? "" : "Describe the image, or mark it as decoration."
}

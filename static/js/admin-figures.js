// Pictures in a body: a figure holds one picture of the library and perhaps a caption. The stock figure
// lets pictures stand alone and takes any address; a cleaned body does neither.
import { Node, updateAttrsDialog } from "django-prose-editor/editor"

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

const dialog = (pictures, isNew) =>
  updateAttrsDialog(
    {
      picture: { title: "Picture from the library", enum: pictures.map(label) },
      alt: { type: "string", title: "Describe it for people who cannot see it" },
      ...(isNew ? { caption: { type: "string", title: "Caption" } } : {}),
    },
    { title: "Picture", submitText: isNew ? "Insert" : "Change" },
  )

const content = (src, alt, caption) => [
  { type: "image", attrs: { src, alt } },
  ...(caption ? [{ type: "caption", content: [{ type: "text", text: caption }] }] : []),
]

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
  const known = { picture: label(current ?? pictures[0]), alt: image?.attrs.alt }
  const answer = await dialog(pictures, !figure)(editor, known)
  if (!answer) return
  const chosen = pictures.find((one) => label(one) === answer.picture) ?? pictures[0]
  const alt = answer.alt.trim() || (chosen === current ? "" : chosen.alt)
  const chain = editor.chain().focus()
  if (!figure) chain.insertContent({ type: "figure", content: content(address(chosen.id), alt, answer.caption) })
  else chain.setNodeSelection(figure.pos + 1).updateAttributes("image", { src: address(chosen.id), alt })
  chain.run()
}

// Pasting: the desk makes clean text of what other programs put on the clipboard, so that what is pasted is what
// is stored. Where it cannot be reached, the editor's own rules apply, and the desk cleans when the text is saved.
import { Extension, Plugin } from "django-prose-editor/editor"
import { ask, element, field, send } from "./admin-dialog.js"

const UNREACHABLE = "The desk could not be reached. What you pasted is cleaned when you save."

export const Paste = Extension.create({
  name: "clipping",
  addOptions: () => ({ clean: "" }),
  addProseMirrorPlugins() {
    const { clean } = this.options
    const say = (words) => this.editor.emit("said", { words })
    const waiting = new Set() // where each paste that is being cleaned belongs, while writing goes on

    return [
      new Plugin({
        state: {
          init: () => null,
          apply(transaction) {
            for (const one of waiting) one.place = one.place.map(transaction.mapping)
            return null
          },
        },
        props: {
          // Before the editor reads it: parsing another program's styles would be against the page's policy.
          handleDOMEvents: { paste: (view, event) => {
            const clip = foreign(view, event)
            if (!clip) return false
            event.preventDefault()
            const one = { place: view.state.selection.getBookmark() }
            waiting.add(one)
            send(clean, clip).then((answer) => {
              waiting.delete(one)
              view.dispatch(view.state.tr.setSelection(one.place.resolve(view.state.doc)))
              put(view, answer?.html ?? clip.html, clip.text)
              say(answer ? answer.said : UNREACHABLE)
            })
            return true
          } },
        },
      }),
    ]
  },
})

// What came from elsewhere and needs cleaning: not what was copied here, and not words for inside a line.
function foreign(view, event) {
  const data = event.clipboardData
  if (!data || view.input.shiftKey || view.state.selection.$from.parent.type.spec.code) return null
  const html = data.types.includes("vscode-editor-data") ? "" : data.getData("text/html")
  const text = data.getData("text/plain")
  if (html) return html.includes("data-pm-slice") ? null : { html }
  return /\n/.test(text.trim()) ? { text } : null
}

function put(view, html, text) {
  if (html === undefined) view.pasteText(text)
  else if (html) view.pasteHTML(html)
}

// The body as HTML, for those who may; what comes back is as clean as anything else.
export const Source = Extension.create({
  name: "source",
  addOptions: () => ({ clean: "" }),
  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "source",
      groups: "utility",
      button: buttons.text("HTML", "Edit HTML"),
      command: (editor) => edit(editor, this.options.clean),
    })
  },
})

async function edit(editor, clean) {
  const now = await send(clean, { source: editor.getHTML() })
  const source = element("textarea", { rows: 20, value: now?.html ?? editor.getHTML(), spellcheck: false })
  const hint = "What a body cannot hold is taken out; its words stay."
  const answer = await ask("Edit HTML", [field("source", "The body as HTML", source, hint)], { submit: "Use it", isWide: true })
  if (!answer) return editor.commands.focus()
  const made = await send(clean, { source: answer.source })
  editor.chain().focus().setBody(made?.html ?? answer.source).run()
}

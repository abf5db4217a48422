// Links: to an article of ours, found by its title and stored under the address that stays, or to any address.
import { Link as StockLink } from "django-prose-editor/editor"
import { ask, element, field } from "./admin-dialog.js"

const PAUSE = 200 // milliseconds after a key before the desk is asked
const OWN = /^\/articles\/id\/(\d+)\//

export const Link = StockLink.extend({
  addOptions() {
    return { ...this.parent?.(), find: "" }
  },

  // The stock one makes links of every address in what is pasted, with the address for words.
  addPasteRules: () => [],

  addMenuItems(storage) {
    this.parent?.(storage)
    // The stock button wants words to be chosen first; here they can be written in the dialog.
    const item = storage.menu.items("link").find((one) => one.name === "link")
    item.enabled = (editor) => editor.isActive("link") || editor.can().setLink({ href: "/" })
  },

  addCommands() {
    const { find } = this.options
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          edit(editor, find)
          return true
        },
    }
  },
})

async function edit(editor, find) {
  const isLink = editor.isActive("link")
  if (isLink) editor.commands.extendMarkRange("link")
  const needsWords = editor.state.selection.empty
  const address = element("input", { type: "text", value: editor.getAttributes("link").href ?? "", autocomplete: "off" })
  const words = element("input", { type: "text", autocomplete: "off" })
  const fields = [
    ...(needsWords ? [field("words", "Words of the link", words)] : []),
    ...finder(find, address, needsWords ? words : null),
    field("href", "Address", address, "Such as https://www.example.org/page, or that of an article chosen above."),
  ]
  const answer = await ask(isLink ? "Change link" : "Link", fields, {
    submit: isLink ? "Change" : "Link",
    others: isLink ? [["remove", "Remove link"]] : [],
    check: ({ href, words: typed }) => missing(href.trim(), needsWords ? typed.trim() : "-"),
  })
  if (answer) put(editor, answer, needsWords)
  else editor.commands.focus()
}

function missing(href, words) {
  if (!words) return "Write the words of the link."
  return href ? "" : "Choose an article, or write an address."
}

function put(editor, { act, href, words }, needsWords) {
  const chain = editor.chain().focus()
  if (act === "remove") chain.unsetLink().run()
  else if (needsWords) chain.insertContent([{ type: "text", text: words.trim(), marks: mark(href) }]).run()
  else chain.setLink({ href: whole(href) }).run()
}

const mark = (href) => [{ type: "link", attrs: { href: whole(href) } }]

// "example.org/page" and an e-mail address are what people type.
function whole(href) {
  const typed = href.trim()
  if (/^[^\s/@:]+@[^\s/@]+\.[a-z]+$/i.test(typed)) return `mailto:${typed}`
  return /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/|$)/i.test(typed) ? `https://${typed}` : typed
}

// A field that finds articles; choosing one fills in the address and, where they are wanted, the words.
function finder(find, address, words) {
  const search = element("input", { type: "search", autocomplete: "off" })
  const list = element("ul", { className: "found" })
  const status = element("p", { className: "hint" })
  status.setAttribute("role", "status")
  let waiting
  search.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(async () => show(await articles(find, search.value)), PAUSE)
  })
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
    if (event.key === "ArrowDown") list.querySelector("button")?.focus()
  })
  address.addEventListener("input", name)
  name()

  function show(found) {
    list.replaceChildren(...(found ?? []).map(row))
    if (found === null) status.textContent = "The list cannot be reached. Write the address instead."
    else if (!search.value.trim()) status.textContent = ""
    else status.textContent = found.length ? `${found.length} found` : "No article has these words in its title."
  }

  function row(article) {
    const about = element("span", { className: "hint", textContent: article.about })
    const button = element("button", { type: "button" }, element("span", { textContent: article.title }), about)
    button.addEventListener("click", () => {
      address.value = `/articles/id/${article.id}/`
      if (words && !words.value) words.value = article.title
      search.value = ""
      list.replaceChildren()
      told(article)
      address.focus()
    })
    return element("li", {}, button)
  }

  async function name() {
    const [article] = OWN.test(address.value) ? ((await articles(find, address.value)) ?? []) : []
    if (article) told(article)
    else if (status.textContent.startsWith("Leads to")) status.textContent = ""
  }

  function told(article) {
    status.textContent = `Leads to “${article.title}”${article.is_seen ? "" : ", which readers cannot see now"}.`
  }

  return [field("", "Find an article of ours", search, "Words of its title."), list, status]
}

async function articles(find, words) {
  if (!words.trim()) return []
  try {
    const answer = await fetch(`${find}?q=${encodeURIComponent(words)}`)
    return answer.ok ? (await answer.json()).articles : null
  } catch {
    return null
  }
}

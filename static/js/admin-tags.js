// Tags as chips. The text area stays what is sent; each chip takes its name out, the text field puts one in.
const SHOWN = 8

const textarea = document.querySelector("textarea[data-tags]")
const box = textarea.closest("fieldset")
const isOff = textarea.disabled

const names = read(textarea.value)
const input = element("input", { className: "input", type: "text", id: `${textarea.id}_new`, autocomplete: "off" })
input.setAttribute("list", textarea.dataset.tags)
const shown = element("ul", { className: "tags mt4" })
const folded = element("ul", { className: "tags" })
const summary = element("summary")
const more = element("details", {}, summary, folded)
const status = element("p", { className: "vh", role: "status" })

const label = box.querySelector("label")
label.htmlFor = input.id
label.textContent = "Add a tag"
textarea.hidden = true
textarea.before(input)
textarea.after(shown, more, status)
if (isOff) input.hidden = label.hidden = true
draw()

input.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== ",") return
  event.preventDefault()
  add(input.value)
})
// A choice from the list comes as input of another kind than typing.
input.addEventListener("input", (event) => {
  if (!(event instanceof InputEvent) || event.inputType === "insertReplacementText") add(input.value)
})
textarea.form.addEventListener("submit", () => add(input.value))

function add(text) {
  for (const name of read(text)) {
    if (!names.some((known) => known.toLowerCase() === name.toLowerCase())) names.push(name)
  }
  input.value = ""
  changed()
}

function remove(name) {
  const place = names.indexOf(name)
  names.splice(place, 1)
  changed()
  status.textContent = `${name} removed. ${names.length} chosen.`
  const chips = box.querySelectorAll("button.chip")
  ;(chips[Math.min(place, chips.length - 1)] ?? input).focus()
}

function changed() {
  const text = names.map(quoted).join(", ")
  if (text === textarea.value) return
  textarea.value = text
  textarea.dispatchEvent(new Event("input", { bubbles: true }))
  draw()
}

function draw() {
  shown.replaceChildren(...names.slice(0, SHOWN).map(chip))
  folded.replaceChildren(...names.slice(SHOWN).map(chip))
  const rest = names.length - SHOWN
  more.hidden = rest <= 0
  summary.textContent = `Show ${rest} more ${rest === 1 ? "tag" : "tags"}`
  box.querySelector("[data-tag-count]").textContent = `${names.length} chosen`
}

function chip(name) {
  const cross = element("span", { ariaHidden: "true", textContent: " ×" })
  const hint = element("span", { className: "vh", textContent: ": remove" })
  const button = element("button", { type: "button", className: "chip", disabled: isOff }, name, cross, hint)
  button.addEventListener("click", () => remove(name))
  return element("li", {}, button)
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

function quoted(name) {
  return name.includes(",") || name.startsWith('"') ? `"${name.replaceAll('"', '""')}"` : name
}

// Commas or lines apart; a name in quotation marks may hold commas.
function read(text) {
  const parts = text.matchAll(/\s*(?:"((?:[^"]|"")*)"|([^,\n]*))\s*(?:[,\n]|$)/g)
  return [...parts].map(([, held, bare]) => (held?.replaceAll('""', '"') ?? bare).trim()).filter(Boolean)
}

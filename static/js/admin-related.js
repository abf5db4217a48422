// Related articles: rows move up or go away, a new one is there when the last is filled, suggestions are pinned.
const list = document.querySelector("ol[data-related]")
const blank = list.lastElementChild.cloneNode(true)
blank.querySelector("input").value = ""

for (const row of list.children) equip(row)
if (!list.querySelector("input:disabled")) list.addEventListener("input", fill)
// Without scripts such a button saves the draft with its article pinned.
for (const button of document.querySelectorAll("[data-pin]")) button.addEventListener("click", pin)

function equip(row) {
  const field = row.querySelector("input")
  if (field.disabled) return
  const inner = document.createElement("div")
  inner.className = "related-row"
  inner.append(field, button("Move up", () => row.previousElementSibling?.before(row)), button("Remove", () => clear(row)))
  row.append(inner)
  number()
}

function button(words, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "text-button", textContent: words })
  made.addEventListener("click", () => {
    act()
    number()
    made.focus()
    list.dispatchEvent(new Event("input", { bubbles: true }))
  })
  return made
}

function pin(event) {
  event.preventDefault()
  const field = [...list.querySelectorAll("input")].find((input) => !input.value) ?? list.lastElementChild.querySelector("input")
  field.value = event.currentTarget.value
  event.currentTarget.closest("li").remove()
  number()
  list.dispatchEvent(new Event("input", { bubbles: true }))
  field.focus()
}

function clear(row) {
  if (list.children.length === 1) row.querySelector("input").value = ""
  else row.remove()
}

function fill() {
  if (!list.lastElementChild?.querySelector("input").value) return
  list.append(blank.cloneNode(true))
  equip(list.lastElementChild)
}

// Repeated buttons say which row they are about.
function number() {
  ;[...list.children].forEach((row, place) => {
    const name = row.querySelector("input").value || `row ${place + 1}`
    row.querySelector("input").setAttribute("aria-label", `Related article ${place + 1}`)
    for (const one of row.querySelectorAll("button")) one.setAttribute("aria-label", `${one.textContent}: ${name}`)
  })
}

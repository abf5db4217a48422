// The lead image: one button that opens the library, and the chosen picture beside it. Without this the form
// offers a few pictures and a search.
import { ask, element } from "./admin-dialog.js"
import { finder } from "./admin-finder.js"

for (const place of document.querySelectorAll("[data-picture]")) {
  if (!place.querySelector("input:disabled")) equip(place)
}

function equip(place) {
  const checked = place.querySelector("input:checked")
  const value = element("input", { type: "hidden", name: place.dataset.picture, value: checked?.value ?? "" })
  const open = element("button", { type: "button", className: "button plain", id: checked?.id || place.querySelector("input").id })
  const clear = element("button", { type: "button", className: "text-button", textContent: "No picture" })
  const shown = place.querySelector(".chosen") ?? element("div", { className: "chosen" })
  let picture = checked?.value ? { id: Number(checked.value), name: checked.closest("label").textContent.trim(), thumbnail: checked.parentElement.querySelector("img")?.src ?? "" } : null

  open.addEventListener("click", async () => {
    let found = picture
    const parts = finder(place.dataset.find, { chosen: picture, choose: (one) => { found = one } })
    const check = (values) => (values.picture ? "" : "Choose a picture.")
    const answer = await ask("Picture from the library", parts, { submit: "Choose", isWide: true, check })
    if (answer && found) put(found)
  })
  clear.addEventListener("click", () => {
    put(null)
    open.focus()
  })
  place.replaceChildren(value, shown, element("div", { className: "cluster" }, open, clear))
  say()

  function put(one) {
    picture = one
    value.value = one?.id ?? ""
    shown.replaceChildren(...(one ? [frame(one)] : []))
    say()
    value.dispatchEvent(new Event("input", { bubbles: true }))
  }

  function say() {
    open.textContent = picture ? "Choose another picture" : "Choose a picture"
    clear.hidden = !picture
  }
}

function frame({ id, name, thumbnail }) {
  if (!thumbnail) return element("p", { className: "empty-frame", textContent: `The file of “${name}” is missing.` })
  return element("img", { src: `/images/${id}/`, alt: `Chosen: ${name}` })
}

// Pictures of the library to choose one from: a search and a grid of thumbnails, as many as were asked for.
import { element, field } from "./admin-dialog.js"

const PAUSE = 200 // milliseconds after a key before the desk is asked

// Parts of a dialog. The form's value `picture` is the number of the chosen one; `choose(picture)` is called with
// what is known of it. `chosen` stands first until somebody searches.
export function finder(find, { chosen = null, choose = () => {} } = {}) {
  const search = element("input", { type: "search", autocomplete: "off" })
  const list = element("ul", { className: "pictures" })
  const status = element("p", { className: "hint" })
  const more = element("button", { type: "button", className: "text-button", textContent: "Show more", hidden: true })
  status.setAttribute("role", "status")
  let page = 1
  let asked = 0
  let waiting

  search.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => look(1), PAUSE)
  })
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault() })
  more.addEventListener("click", () => look(page + 1))
  look(1)
  return [field("", "Find a picture", search, "Words of its name, description, caption or credit."), list, status, more]

  async function look(number) {
    const turn = ++asked
    const answer = await ask(find, search.value, number)
    if (turn !== asked) return // somebody typed on meanwhile
    if (!answer) {
      status.textContent = "The library cannot be reached."
      return
    }
    page = number
    show(answer.pictures, number === 1)
    more.hidden = !answer.more
    status.textContent = list.children.length ? "" : search.value.trim() ? "No picture has these words." : "The library is empty."
  }

  function show(pictures, isNew) {
    const first = list.children.length
    const current = list.querySelector(":checked")?.value ?? String(chosen?.id ?? "")
    const known = chosen && isNew && !search.value.trim() ? [chosen, ...pictures.filter((one) => one.id !== chosen.id)] : pictures
    if (isNew) list.replaceChildren()
    list.append(...known.filter((one) => isNew || one.id !== chosen?.id).map((one) => row(one, current)))
    if (!isNew) list.children[first]?.querySelector("input").focus()
  }

  function row(picture, current) {
    const radio = element("input", { type: "radio", name: "picture", value: picture.id, checked: String(picture.id) === current })
    radio.addEventListener("change", () => choose(picture))
    return element("li", {}, element("label", {}, radio, thumbnail(picture), element("span", { className: "name", textContent: picture.name })))
  }
}

function thumbnail({ thumbnail: src }) {
  if (!src) return element("span", { className: "thumbnail none", textContent: "No file" })
  return element("img", { className: "thumbnail", src, alt: "", width: 400, height: 400, loading: "lazy" })
}

async function ask(find, words, page) {
  try {
    const answer = await fetch(`${find}?q=${encodeURIComponent(words)}&page=${page}`)
    return answer.ok ? await answer.json() : null
  } catch {
    return null
  }
}

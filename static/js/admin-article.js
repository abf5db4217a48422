// Small services of the article form: it asks once before unsaved changes are left, and leads from labels and errors to the body's editor. Without it the form does all that matters.
const form = document.querySelector("[data-article-form]")

let isChanged = document.querySelector(".error-summary") !== null
form.addEventListener("input", () => { isChanged = true })
form.addEventListener("submit", () => { isChanged = false })
form.addEventListener("autosaved", () => { isChanged = false })
addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault() })

// The body's text area is hidden behind its editor: what leads to the one leads to the other.
form.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const focus = (event) => {
    event.preventDefault()
    editor.commands.focus()
  }
  for (const to of document.querySelectorAll("a[data-find]")) {
    to.addEventListener("click", (event) => {
      const place = editor.view.dom.querySelectorAll(to.dataset.find)[to.dataset.number]
      if (!place) return
      event.preventDefault()
      event.stopImmediatePropagation()
      const from = editor.view.posAtDOM(place, 0)
      if (place.matches("figure")) editor.chain().focus().setNodeSelection(from - 1).run()
      else editor.chain().focus().setTextSelection({ from, to: from + place.textContent.length }).run()
      place.scrollIntoView({ block: "center" })
    })
  }
  for (const to of document.querySelectorAll(`label[for=${textarea.id}], a[href="#${textarea.id}_field"]`)) {
    to.addEventListener("click", focus)
  }
})

// The button says what it will do.
const later = form.querySelector("[data-schedule]")
const [day, time] = [form.elements.day, form.elements.time]
function sayWhen() {
  const at = new Date(`${day.value}T${time.value}`)
  const date = at.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
  later.textContent = isNaN(at) ? "Schedule" : `Schedule for ${date}, ${time.value} (${later.dataset.schedule})`
}
if (later) {
  for (const field of [day, time]) field.addEventListener("input", sayWhen)
  sayWhen()
}

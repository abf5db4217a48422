// A question to the editor, in a dialog: fields made by `field`, an answer of their values by name, or null.
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

let count = 0

// One labelled control; `hint` says what will happen.
export function field(name, label, control, hint = "") {
  const id = `ask-${++count}`
  Object.assign(control, { id, name })
  if (control.type !== "checkbox") control.className = "input"
  const words = element("label", { htmlFor: id, textContent: label })
  const help = element("p", { className: "hint", id: `${id}-hint`, textContent: hint })
  if (hint) control.setAttribute("aria-describedby", help.id)
  if (control.type === "checkbox") return element("div", { className: "choice" }, control, words)
  return element("div", { className: "field" }, words, ...(hint ? [help] : []), control)
}

// `check(values, dialog)` returns a sentence when something is missing. Other buttons answer with their value.
export function ask(title, fields, { submit = "Insert", others = [], check = () => "", isWide = false } = {}) {
  const heading = element("h2", { id: `ask-${++count}`, textContent: title })
  const trouble = element("p", { className: "error" })
  trouble.setAttribute("role", "alert")
  const cancel = element("button", { type: "button", className: "button plain", textContent: "Cancel" })
  const buttons = [
    element("button", { className: "button", textContent: submit }),
    ...others.map(([value, words]) => element("button", { className: "button plain", value, textContent: words, formNoValidate: true })),
    cancel,
  ]
  const form = element("form", { method: "dialog" }, heading, ...fields, trouble, element("div", { className: "actions" }, ...buttons))
  const dialog = element("dialog", { className: isWide ? "ask wide" : "ask" }, form)
  dialog.setAttribute("aria-labelledby", heading.id)
  document.body.append(dialog)
  cancel.addEventListener("click", () => dialog.close())

  return new Promise((resolve) => {
    let answer = null
    form.addEventListener("submit", (event) => {
      const values = Object.fromEntries(new FormData(form))
      const act = event.submitter?.value ?? ""
      trouble.textContent = act ? "" : check(values, form)
      if (trouble.textContent) event.preventDefault()
      else answer = { ...values, act }
    })
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(answer)
    })
    dialog.showModal()
  })
}

// What the desk answers to a form of these values, or null when it cannot be reached.
export async function send(address, values) {
  const body = new FormData()
  for (const [name, value] of Object.entries(values)) body.append(name, value)
  const token = document.querySelector("[data-article-form] [name=csrfmiddlewaretoken]").value
  try {
    const answer = await fetch(address, { method: "POST", body, headers: { "X-CSRFToken": token } })
    return answer.ok || answer.status === 422 ? await answer.json() : null
  } catch {
    return null
  }
}

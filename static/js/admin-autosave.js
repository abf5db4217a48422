// Keeps a draft while it is written: in this browser at once, at the site every few seconds. Tells who else has
// the form open, and offers on return what was kept and never saved. Without it everything is kept by its button.
const form = document.querySelector("[data-article-form]")
const saved = document.querySelector("[data-saved]")
const others = document.querySelector("[data-others]")
const key = `draft:${form.dataset.kept}`

const OFFLINE = "Not saved: there is no connection. Your words are kept in this browser."
const LOOK_EVERY = 2_000
/** Whoever writes without a pause is saved after so many looks. */
const MOST_LOOKS = 5
const HEARD_EVERY = 20_000
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000

/** What the form holds, files and its token apart, as pairs of name and words. */
const filledIn = () =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken")
/** The same as one text, without the numbers that say what it is based on. */
const asText = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== "edit_number" && name !== "based_on"))
/** Such a text with what one field holds now; none stays none. */
const withValueOf = (field, text) =>
  text && JSON.stringify(JSON.parse(text).map(([name, value]) => [name, name === field.name ? field.value : value]))
const clock = (time) => new Date(time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })

// --- What is said ---

const line = document.createElement("p")
line.className = "autosave"
line.setAttribute("role", "status")
form.querySelector(".publish .actions-col").after(line)

function say(words, ...buttons) {
  if (line.dataset.words !== words) line.replaceChildren(words, ...buttons.map(button))
  line.dataset.words = words
}

function button([words, act]) {
  const made = document.createElement("button")
  Object.assign(made, { type: "button", className: "text-button", textContent: words })
  made.addEventListener("click", act)
  return made
}

// --- In this browser ---

let isOffered = false

function keep() {
  if (isOffered) return true
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), number: form.elements.edit_number.value, pairs: filledIn() }))
  } catch {
    return false
  }
  return true
}

const discard = () => localStorage.removeItem(key)

function kept() {
  try {
    const entry = JSON.parse(localStorage.getItem(key))
    return entry && Date.now() - entry.at < KEPT_FOR ? entry : null
  } catch {
    return null
  }
}

/** Send what was kept to the site, which shows it beside what is stored and stores nothing. */
function recover(entry) {
  const sent = document.createElement("form")
  Object.assign(sent, { method: "post", hidden: true })
  const token = ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]
  for (const [name, value] of [...entry.pairs, token, ["do", "recover"]]) {
    // A text area keeps line breaks, which an input would lose.
    sent.append(Object.assign(document.createElement("textarea"), { name, value }))
  }
  document.body.append(sent)
  isLeaving = true
  sent.submit()
}

function offer(entry) {
  isOffered = true
  const notice = document.createElement("div")
  notice.className = "notice kept-words"
  notice.setAttribute("role", "status")
  const day = new Date(entry.at).toLocaleDateString("en-GB", { day: "numeric", month: "long" })
  notice.append(`This browser kept words from ${day}, ${clock(entry.at)} that were not saved. `)
  const end = () => { isOffered = false; notice.remove() }
  notice.append(button(["Show them beside the draft", () => recover(entry)]))
  notice.append(button(["Throw them away", () => { discard(); end() }]))
  form.querySelector(".editor-main").prepend(notice)
}

// --- At the site ---

let seen = asText(filledIn())
let stored = seen
let sending = null
let looks = 0
let isStopped = !form.dataset.autosave
let isLeaving = false

async function save() {
  const sent = asText(filledIn())
  let answer
  if (!navigator.onLine) return say(OFFLINE)
  try {
    answer = await fetch(form.dataset.autosave, { method: "POST", body: withoutFiles(), credentials: "same-origin" })
  } catch {
    return say(OFFLINE)
  }
  if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return stopped(answer)
  const said = await answer.json()
  if (said.outcome === "conflict") return collided(said.words)
  if (said.outcome === "refused") return say(`Not saved yet: ${said.words} Your words are kept in this browser.`)
  stored = sent
  form.elements.edit_number.value = said.number
  fillIn(said.fields, sent)
  if (asText(filledIn()) === stored && !isOffered) discard()
  saved?.replaceChildren()
  say(`Saved ${said.at}`)
  form.dispatchEvent(new CustomEvent("autosaved"))
}

function withoutFiles() {
  const data = new FormData(form)
  for (const [name, value] of [...data]) if (typeof value !== "string") data.delete(name)
  return data
}

/** Put into the form what the site filled in, where nothing was written meanwhile. */
function fillIn(fields, sent) {
  if (asText(filledIn()) !== sent) return
  for (const [name, value] of Object.entries(fields)) form.elements[name].value = value
  seen = stored = asText(filledIn())
}

function stopped(answer) {
  isStopped = true
  const why = answer.redirected ? "You are signed out." : "The site does not take it."
  say(`Not saved: ${why} Your words are kept in this browser. Sign in and open this page again to get them back.`)
}

function collided(words) {
  isStopped = true
  say(`${words} Your words are kept in this browser. `, ["Compare now", () => press("save")])
}

const press = (act) => form.requestSubmit(form.querySelector(`.publish [name=do][value=${act}]`))

function look() {
  if (isLeaving) return
  const now = asText(filledIn())
  const isResting = now === seen
  seen = now
  if (now === stored) return
  looks += 1
  const isKept = isResting || keep()
  if (!isKept) say("This browser cannot keep your words. Save the draft often.")
  else if (!form.dataset.autosave) say("Kept in this browser until you save it.")
  if ((!isResting && looks < MOST_LOOKS) || sending || isStopped) return
  looks = 0
  sending = save().finally(() => { sending = null })
}

// --- Who else is here ---

async function tell() {
  if (!navigator.onLine) return
  const data = new FormData()
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  data.set("edit_number", form.elements.edit_number.value)
  const answer = await fetch(form.dataset.presence, { method: "POST", body: data, credentials: "same-origin" }).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  const said = await answer.json()
  const lines = said.others.map((words) => Object.assign(document.createElement("p"), { textContent: words }))
  if (others.textContent.trim() !== said.others.join("")) others.replaceChildren(...lines)
  if (said.words && !sending && !isStopped) collided(said.words)
}

function leave() {
  // The page that a form leads to may be this one again.
  if (isLeaving) return
  const data = new FormData()
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  data.set("leaving", "yes")
  navigator.sendBeacon(form.dataset.presence, data)
}

// --- Beginning and end ---

const page = document.querySelector(".error-summary, #meanwhile")
const mark = (name) => `${name}:submitted`

/** Drop what was kept when the last thing this window did was to save it; a new article has a name since. */
function forgetWhatWasSaved() {
  const isNew = document.referrer.endsWith("/add/")
  for (const name of isNew ? [key, key.replace(/[^:]*$/, "new")] : [key]) {
    const number = sessionStorage.getItem(mark(name))
    sessionStorage.removeItem(mark(name))
    if (number !== null && !page && number !== form.elements.edit_number.value) localStorage.removeItem(name)
  }
}

function begin() {
  forgetWhatWasSaved()
  document.querySelector("[data-discard]")?.addEventListener("click", () => { isLeaving = true; discard() })
  const entry = kept()
  if (entry && !page && asText(entry.pairs) !== stored) offer(entry)
  // What came back was not stored: it differs from everything that is.
  if (page) stored = ""
  setInterval(look, LOOK_EVERY)
  if (!form.dataset.presence) return
  tell()
  setInterval(tell, HEARD_EVERY)
  addEventListener("pagehide", leave)
}

// The editor writes the body in its own hand when it starts; that is no change. What was typed elsewhere is one.
form.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
  seen = withValueOf(textarea, seen)
  stored = withValueOf(textarea, stored)
})

form.addEventListener("submit", async (event) => {
  if (sending) {
    // The numbers in the form change when what is under way is stored; sent before, they would collide.
    event.preventDefault()
    await sending
    return form.requestSubmit(event.submitter)
  }
  isLeaving = true
  keep()
  sessionStorage.setItem(mark(key), form.elements.edit_number.value)
})
addEventListener("pageshow", (event) => { if (event.persisted) isLeaving = false })
document.addEventListener("visibilitychange", () => {
  if (document.hidden && !isLeaving && asText(filledIn()) !== stored) keep()
})

begin()

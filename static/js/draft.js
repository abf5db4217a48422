// Half-written comments, kept in this browser alone until they were sent, one for each article and each comment answered.
// On the page that thanks for a comment it forgets the one that was sent.
const KEPT_FOR = 30 * 24 * 60 * 60 * 1000; // milliseconds
const SENDING = "sending";

if (!document.getElementById("comment-form")) forgetSent();
forgetOld();

/** Keep what is typed into the form, and offer what was kept. */
export function keep(form) {
  const text = form.elements.text;
  const key = () => `draft:${new URL(form.action).pathname}:${form.elements.parent.value}`;
  let at = key();

  const store = () => {
    if (text.value.trim()) write(localStorage, at, { text: text.value, at: Date.now() });
    else forget(at);
  };
  text.addEventListener("input", () => {
    form.querySelector(".draft")?.remove();
    store();
  });
  form.addEventListener("submit", () => write(sessionStorage, SENDING, at));
  form.addEventListener("parent", () => {
    if (text.value.trim()) forget(at);
    at = key();
    offer();
  });
  offer();

  function offer() {
    form.querySelector(".draft")?.remove();
    if (text.value.trim()) {
      store();
      return;
    }
    const draft = read(localStorage, at);
    if (draft) form.prepend(offered(draft));
  }

  function offered(draft) {
    const line = document.createElement("p");
    line.className = "draft quiet";
    line.setAttribute("role", "status");
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long" });
    line.append(`You wrote something here on ${day.format(new Date(draft.at))} and did not send it. `);
    line.append(
      button("Bring it back", () => {
        text.value = draft.text;
        text.dispatchEvent(new Event("input", { bubbles: true }));
        text.focus();
      }),
      " · ",
      button("Delete it", () => {
        forget(at);
        line.remove();
        text.focus();
      }),
    );
    return line;
  }
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "text-button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function forgetSent() {
  const sent = read(sessionStorage, SENDING);
  if (sent) forget(sent);
  drop(sessionStorage, SENDING);
}

function forgetOld() {
  for (const key of keys()) {
    if (key.startsWith("draft:") && !(read(localStorage, key)?.at > Date.now() - KEPT_FOR)) forget(key);
  }
}

function forget(key) {
  drop(localStorage, key);
}

/* A browser that keeps nothing, or has no room, loses only this service. */
function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function read(storage, key) {
  try {
    return JSON.parse(storage.getItem(key));
  } catch {
    return null;
  }
}

function write(storage, key, what) {
  try {
    storage.setItem(key, JSON.stringify(what));
  } catch {
    // see above
  }
}

function drop(storage, key) {
  try {
    storage.removeItem(key);
  } catch {
    // see above
  }
}

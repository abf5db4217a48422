// The comment form: a key that makes one comment of one sending, a counter, and no double press.
const form = document.getElementById("comment-form");
const COUNT_FROM = 4500;
const MOST_IN_ONE = 12;
const PATIENCE = 10_000; // milliseconds until a sending that got no answer may be tried again

if (form) {
  guardSending();
  countCharacters();
  document.addEventListener("click", loadReplying);
  keepDraft();
  document.addEventListener("click", chooseLane);
  if (form.dataset.puzzleScript) {
    import(form.dataset.puzzleScript).then((puzzle) => puzzle.solve(form), () => {});
  }
  if (form.dataset.own && document.cookie.split("; ").includes("has_own=1")) {
    import(form.dataset.ownScript).then((own) => own.show(form), () => {});
  }
}

document.addEventListener("click", loadReporting);

/* The link of this kind that was pressed, unless it is to open elsewhere. */
function pressed(event, selector) {
  const link = event.target.closest(selector);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  event.preventDefault();
  return link;
}

/* Replying and reporting are fetched when somebody first wants to, so that reading needs less. */
function loadReplying(event) {
  const link = pressed(event, "a[data-reply]");
  if (!link) return;
  document.removeEventListener("click", loadReplying);
  import(form.dataset.replyScript).then(
    () => link.click(),
    () => location.assign(link.href),
  );
}

/* What is typed is kept in this browser until it was sent. Fetched when there is something to keep or to give back. */
function keepDraft() {
  const load = () => {
    form.removeEventListener("input", load);
    import(form.dataset.draftScript).then((draft) => draft.keep(form), () => {});
  };
  form.addEventListener("input", load);
  if (form.elements.text.value || hasDraft()) load();
}

function hasDraft() {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("draft:"));
  } catch {
    return false;
  }
}

function loadReporting(event) {
  const link = pressed(event, "a[data-report]");
  if (!link) return;
  import(link.closest("[data-report-script]").dataset.reportScript).then(
    (report) => report.open(link),
    () => location.assign(link.href),
  );
}

/* "Spotted an error?" leads to the form on this page, with the choice made. */
function chooseLane(event) {
  if (!pressed(event, "a[data-lane]")) return;
  form.elements.lane.checked = true;
  form.scrollIntoView();
  form.elements.text.focus();
}

function guardSending() {
  const button = form.querySelector("[type=submit]");
  const before = Number(form.elements.spent.value); // on the page that was refused before this one
  let sending = false;

  const ready = () => {
    sending = false;
    button.removeAttribute("aria-disabled");
  };
  form.addEventListener("submit", (event) => {
    if (sending) {
      event.preventDefault();
      return;
    }
    sending = true;
    button.setAttribute("aria-disabled", "true");
    setTimeout(ready, PATIENCE);
    form.elements.spent.value = before + Math.floor(performance.now() / 1000);
    form.elements.key.value = keyFor(form.action + form.elements.text.value, form.elements.key.value);
  });
  addEventListener("pageshow", ready);
}

/* The server stores one comment for each key. Words sent again, after Back or a lost connection, keep their key and
   so stay one comment; other words get another. After a refusal the key in the page is the server's fresh one. */
function keyFor(words, given) {
  const [lastKey, lastWords] = JSON.parse(sessionStorage.getItem("sent") ?? "[]");
  const refused = document.querySelector(".error-summary") !== null;
  const fresh = given && given !== lastKey ? given : newKey();
  const key = words === lastWords && !refused ? lastKey : fresh;
  sessionStorage.setItem("sent", JSON.stringify([key, words]));
  return key;
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return crypto.randomUUID?.() ?? Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function countCharacters() {
  const text = form.elements.text;
  const limit = Number(text.dataset.limit);
  const counter = document.createElement("p");
  counter.className = "hint";
  counter.setAttribute("role", "status");
  text.after(counter);

  let pause;
  const tell = () => {
    const length = count(text.value);
    counter.textContent = length > COUNT_FROM ? words(limit - length) : "";
  };
  text.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(tell, 300);
  });
  tell();
}

/* As the server counts: what people see as one character is one, unless too much is piled on it. */
function count(value) {
  const points = [...value].length;
  if (!Intl.Segmenter) return points;
  return Math.max([...new Intl.Segmenter().segment(value)].length, Math.ceil(points / MOST_IN_ONE));
}

function words(left) {
  const count = Math.abs(left).toLocaleString("en-GB");
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  return left < 0 ? `${count} ${characters} too many` : `${count} ${characters} left`;
}

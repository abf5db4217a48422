// The comment form: a key that makes one comment of one sending, a counter, and no double press.
const form = document.getElementById("comment-form");
const COUNT_FROM = 4500;
const PATIENCE = 10_000; // milliseconds until a sending that got no answer may be tried again

if (form) {
  guardSending();
  countCharacters();
  if (document.cookie.split("; ").includes("has_own=1")) {
    import(form.dataset.ownScript).then((own) => own.show(form), () => {});
  }
}

/* The server stores one comment for each key. A form sent again unchanged, after Back or a lost connection, keeps
   its key and so stays one comment; with other words in it, it is another comment and gets another key. */
function guardSending() {
  const key = form.elements.key;
  const button = form.querySelector("[type=submit]");
  let sentWords = null;
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
    const words = form.elements.text.value;
    if (!key.value || (sentWords !== null && words !== sentWords)) {
      key.value = newKey();
    }
    sentWords = words;
    sending = true;
    button.setAttribute("aria-disabled", "true");
    setTimeout(ready, PATIENCE);
  });
  addEventListener("pageshow", ready);
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
    const length = [...text.value].length;
    counter.textContent = length > COUNT_FROM ? words(limit - length) : "";
  };
  text.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(tell, 300);
  });
  tell();
}

function words(left) {
  const count = Math.abs(left).toLocaleString("en-GB");
  const characters = Math.abs(left) === 1 ? "character" : "characters";
  return left < 0 ? `${count} ${characters} too many` : `${count} ${characters} left`;
}

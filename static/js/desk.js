// The desk, quicker: a decision is sent without leaving the page, and single keys press its buttons. Everything it
// does is a form or a link of the page; what the server did not agree to is never shown.

const said = document.getElementById("said");
let sending = false;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || !form.closest("main") || event.defaultPrevented) return;
  event.preventDefault();
  send(form, event.submitter);
});
document.addEventListener("keydown", press);

async function send(form, button) {
  if (sending) return;
  sending = true;
  form.querySelectorAll("button").forEach((one) => one.setAttribute("aria-disabled", "true"));
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button) }).catch(() => null);
  sending = false;
  if (!answer || answer.status >= 500) {
    form.querySelectorAll("button").forEach((one) => one.removeAttribute("aria-disabled"));
    said.textContent = "That did not get through. Try again.";
    return;
  }
  show(new DOMParser().parseFromString(await answer.text(), "text/html"), answer);
}

function show(page, answer) {
  if (!page.getElementById("said")) {
    location.assign(answer.url);
    return;
  }
  for (const part of [".staff-bar", "main"]) {
    document.querySelector(part).replaceWith(document.adoptNode(page.querySelector(part)));
  }
  document.title = page.title;
  if (answer.redirected) history.pushState(null, "", answer.url);
  const heading = document.getElementById("i-h") ?? document.querySelector("h1");
  const problem = document.querySelector(".error-summary");
  (problem ?? heading).focus();
  scrollTo(0, 0);
  said.textContent = announcement(problem, heading);
}

function announcement(problem, heading) {
  if (problem) return "";
  const done = document.querySelector("main .flash p")?.textContent ?? "";
  const place = document.querySelector(".pager-row p")?.lastChild.textContent.trim();
  return place ? `${done} Next: ${heading.textContent}, ${place}.` : `${done} Nothing waiting.`;
}

addEventListener("popstate", () => location.reload());

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  if (!document.querySelector("main .item kbd, main .flash kbd, main .pager-row kbd")) return;
  const key = event.key.toLowerCase();
  if (key === "?") return act(event, () => document.getElementById("keys-list").showModal());
  if (key === "/") return act(event, () => location.assign(document.querySelector('.desk-rooms a[href*="search"]').href));
  const target = document.querySelector(`main [data-key="${CSS.escape(key)}"]`);
  if (target) act(event, () => reach(target));
}

function act(event, deed) {
  event.preventDefault();
  deed();
}

function reach(target) {
  target.click();
  if (target.matches("summary") && target.parentElement.open) {
    target.parentElement.querySelector("input:not([type=hidden]), a")?.focus();
  }
}

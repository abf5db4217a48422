// Reporting a comment in a dialog. Without this, Report opens a page of its own with the same form.
let dialog = null;
let asked = null;

/** Show the form that a Report link leads to; follow the link when that fails. */
export async function open(link) {
  asked = link;
  const section = await fetched(link.href);
  if (section) {
    show(section);
  } else {
    location.assign(link.href);
  }
}

async function fetched(address, options = {}) {
  const answer = await fetch(address, { credentials: "same-origin", ...options }).catch(() => null);
  const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
  return page?.getElementById("report");
}

function show(section) {
  dialog ??= newDialog();
  dialog.replaceChildren(document.adoptNode(section));
  if (!dialog.open) {
    dialog.showModal();
  }
  const first = section.querySelector(".error-summary") ?? section.querySelector("h1");
  first.tabIndex = -1;
  first.focus();
}

function newDialog() {
  const made = document.createElement("dialog");
  made.setAttribute("aria-labelledby", "report-h");
  made.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) {
      event.preventDefault();
      made.close();
    }
  });
  made.addEventListener("submit", send);
  made.addEventListener("close", () => asked.focus());
  document.body.append(made);
  return made;
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("[type=submit]");
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  button.setAttribute("aria-disabled", "true");
  const section = await fetched(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  if (section) {
    show(section);
  } else {
    button.removeAttribute("aria-disabled");
    form.submit();
  }
}

// Shows how far work in the background has come, without loading the page anew.

const every = 2000;
setTimeout(look, every);

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const shown = page?.querySelector("[data-progress]") ?? null;
  if (shown) document.querySelector("[data-progress]").replaceWith(document.adoptNode(shown));
  if (!shown || "underWay" in shown.dataset) setTimeout(look, every);
}

// Inside a comparison, N goes to the next change and P to the one before. The keys work only while the focus is
// in the comparison, so they are in nobody's way elsewhere (WCAG 2.1.4).

const redline = document.getElementById("redline");

if (redline) {
  const changes = [...redline.querySelectorAll(".change")];
  for (const hint of document.querySelectorAll(".keys-hint")) hint.hidden = false;
  redline.tabIndex = 0;
  redline.setAttribute("role", "region");
  redline.setAttribute("aria-label", "The changes");
  redline.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (!step) return;
    const here = changes.findIndex((change) => change.contains(document.activeElement));
    const target = here < 0 ? changes[step > 0 ? 0 : changes.length - 1] : changes[here + step];
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "center" });
  });
}

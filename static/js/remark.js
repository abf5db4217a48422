// Words selected in the draft go into the remark's form. Without this, each passage has a link that does so.
const form = document.querySelector("[data-remark]");
const longest = 500;

const offer = document.createElement("button");
offer.type = "button";
offer.className = "button remark-offer";
offer.hidden = true;
document.body.append(offer);

function selected() {
  const selection = getSelection();
  const inText = selection.anchorNode?.parentElement?.closest(".article-body .prose, .article-head");
  const words = selection.toString().split(/\s+/).join(" ").trim();
  return inText && words.length <= longest ? words : "";
}

document.addEventListener("selectionchange", () => {
  const words = selected();
  if (words) {
    offer.textContent = `Remark on “${words.length > 40 ? `${words.slice(0, 40)}…` : words}”`;
    offer.dataset.words = words;
  }
  offer.hidden = !words;
});

// A button takes the selection away with the press, so it is remembered above.
offer.addEventListener("mousedown", (event) => event.preventDefault());
offer.addEventListener("click", () => {
  form.elements.quote.value = offer.dataset.words;
  offer.hidden = true;
  form.elements.words.focus();
});

// "2 changes since you read this on 4 March": the browser alone remembers which version was read last. Nothing is
// sent. On return the line links to exactly that comparison.

const line = document.querySelector(".history-line[data-version]");

if (line) {
  const { article, version, history, words } = line.dataset;
  const key = `read:${article}`;
  const now = Number(version);
  const seen = remembered(key);
  if (seen && seen.version < now) tell(seen);
  remember(key, { version: now, on: new Date().toISOString() });

  function tell({ version: then, on }) {
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "long" });
    const count = now - then;
    const link = document.createElement("a");
    link.href = `${history}?from=${then}&to=${now}#compare`;
    link.textContent = `${count} ${count === 1 ? words.split("|")[0] : words.split("|")[1]} ${day.format(new Date(on))}`;
    const paragraph = document.createElement("p");
    paragraph.className = "since more";
    paragraph.setAttribute("role", "status");
    paragraph.append(link);
    line.append(paragraph);
  }
}

function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function remember(key, what) {
  try {
    localStorage.setItem(key, JSON.stringify(what));
  } catch {
    // A browser that keeps nothing loses only this line.
  }
}

// Replying: the form moves under the comment that is answered, and back. Without this, Reply opens a page of its own.
const section = document.getElementById("reply");
const form = document.getElementById("comment-form");

if (form) {
  const home = document.createComment("the reply form's own place");
  const line = section.querySelector(".replying");
  const [name, cancel] = line.querySelectorAll("a");
  let asked = null;
  section.before(home);
  addEventListener("pageshow", () => {
    // Browsers fill in again what a form held before a reload, hidden fields too.
    form.elements.parent.value = line.hidden ? "" : form.elements.parent.value;
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-reply]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    asked = link;
    setParent(link.dataset.reply);
    name.textContent = link.dataset.name;
    name.href = `#c-${link.dataset.reply}`;
    line.hidden = false;
    place(link.closest(".comment"));
    form.elements.text.focus();
  });

  function setParent(id) {
    form.elements.parent.value = id;
    form.dispatchEvent(new Event("parent"));
  }

  function place(comment) {
    const level = Number(comment.querySelector("h3, h4").tagName[1]);
    section.querySelector("h2").setAttribute("aria-level", level + 1);
    comment.querySelector(".comment-actions").after(section);
  }

  cancel.addEventListener("click", (event) => {
    event.preventDefault();
    setParent("");
    line.hidden = true;
    home.after(section);
    section.querySelector("h2").removeAttribute("aria-level");
    (asked ?? form.elements.text).focus();
    asked = null;
  });
}

// What only this reader may see on a page that is the same for everyone: waiting comments, and the name when signed in.

/** Fetch it and put it into the page of this comment form. Says nothing when that fails. */
export async function show(form) {
  const answer = await fetch(form.dataset.own, { credentials: "same-origin" }).catch(() => null);
  if (!answer?.ok) {
    return;
  }
  const own = new DOMParser().parseFromString(await answer.text(), "text/html");
  own.querySelectorAll(".comments > li").forEach(place);
  showName(own.querySelector(".own-name"), form);
  if (location.hash) {
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
}

function place(item) {
  const comment = item.querySelector(".comment");
  const list = listFor(comment.dataset.parent);
  if (list && !document.getElementById(comment.id)) {
    list.append(document.adoptNode(item));
    list.hidden = false;
  }
}

/** The list a comment belongs in: with the replies of the thread it answers, or among the threads. None when what it
    answers is on another page. */
function listFor(parent) {
  if (!parent) {
    return document.querySelector("#discussion .comments");
  }
  const thread = document.getElementById(`c-${parent}`)?.closest(".comments > li");
  if (!thread) {
    return null;
  }
  return thread.querySelector(".replies") ?? newReplies(thread.querySelector(".comment") ?? thread);
}

function newReplies(above) {
  const replies = document.createElement("ol");
  replies.className = "replies";
  above.append(replies);
  return replies;
}

function showName(name, form) {
  if (name && !document.querySelector(".own-name")) {
    form.before(document.adoptNode(name));
    form.querySelector(".field-row")?.remove();
  }
}

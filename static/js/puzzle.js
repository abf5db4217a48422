// Solving the puzzle that a sender under suspicion is set, and sending the comment once more.

/** Find a number that makes SHA-256 of "challenge:number" begin with the asked zero bits, then send the form. */
export async function solve(form) {
  if (!crypto.subtle) {
    return; // without a secure connection the writer presses the button once more
  }
  document.getElementById("one-moment").textContent = "One moment. Your comment is being sent.";
  form.elements.answer.value = await answerTo(form.elements.challenge.value, Number(form.dataset.puzzleBits));
  form.requestSubmit();
}

async function answerTo(challenge, bits) {
  const encoder = new TextEncoder();
  for (let number = 0; ; number++) {
    const digest = await crypto.subtle.digest("SHA-256", encoder.encode(`${challenge}:${number}`));
    if (new DataView(digest).getUint32(0) >>> (32 - bits) === 0) {
      return String(number);
    }
  }
}

// Passkeys. allauth's scripts talk to the browser; this shows what needs scripts and says when nothing came of it.
for (const part of document.querySelectorAll("[data-passkey]")) {
  part.hidden = !("PublicKeyCredential" in window);
}

const status = document.getElementById("passkey-status");
document.getElementById("passkey-button").addEventListener("click", () => {
  status.textContent = "";
});
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  status.textContent = "No passkey was used. Try again, or choose another way.";
});

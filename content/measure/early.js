// Notes at once whether Telegram's script failed, so that nobody waits for it.
document.getElementById("telegram").addEventListener("error", ({ target }) => {
  target.dataset.failed = "yes";
});

/* Comfort for senders. Everything works without it. */
(() => {
  "use strict";

  for (const button of document.querySelectorAll("[data-externalshare-copy]")) {
    const field = document.getElementById(button.dataset.externalshareCopy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand("copy");
      }
      button.textContent = button.dataset.copied;
      // Screen readers do not say that a button is called something else now.
      button.nextElementSibling.textContent = button.dataset.copied;
    });
  }

  const date = document.getElementById("form-widgets-date");
  const until = [...document.querySelectorAll("input[name='form.widgets.until']")];
  const onDate = until.find((choice) => choice.value === "date");
  if (date && onDate) {
    date.addEventListener("input", () => {
      if (date.value) onDate.checked = true;
    });
    for (const choice of until) {
      choice.addEventListener("change", () => {
        if (choice !== onDate) date.value = "";
      });
    }
  }

  // Mails that are on their way: their numbers follow by themselves, some minutes long.
  const follow = (left) => {
    const shown = document.getElementById("externalshare-progress");
    const url = shown?.dataset.externalshareAgain;
    if (!url || !left) return;
    setTimeout(async () => {
      try {
        const answer = await fetch(url, { credentials: "same-origin" });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById("externalshare-progress");
        if (fresh && !shown.contains(document.activeElement)) shown.replaceWith(fresh);
      } finally {
        follow(left - 1);
      }
    }, 3000);
  };
  follow(100);
})();

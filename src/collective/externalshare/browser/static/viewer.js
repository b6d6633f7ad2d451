/* The viewer: all pages in one column, drawn as they come near. Without it
   the page shows one page and links to the others. */
(() => {
  "use strict";
  const viewer = document.getElementById("viewer");
  const links = [...document.querySelectorAll("#numbers a")];
  const field = document.getElementById("page");
  if (!viewer || !("IntersectionObserver" in window)) return;

  const AT_ONCE = 2;
  const TRIES = 6;
  const PAUSE = 2500;
  const ZOOMS = ["fit", "half", "full", "more", "most"];
  const column = document.getElementById("pages");
  const first = Number(column.querySelector(".page").dataset.number);
  let zoom = 0;
  let current = first;
  let loading = 0;
  const wanted = new Set();

  const build = (link) => {
    const number = Number(link.dataset.number);
    const page = document.createElement("figure");
    const image = document.createElement("img");
    page.className = "page waiting";
    page.tabIndex = -1;
    page.id = `page-${number}`;
    page.dataset.number = number;
    image.width = Number(link.dataset.width);
    image.height = Number(link.dataset.height);
    image.alt = link.getAttribute("aria-label");
    image.dataset.address = link.getAttribute("href");
    page.append(image);
    if (viewer.dataset.texts) page.append(words(link));
    return page;
  };

  const words = (link) => {
    const caption = document.createElement("figcaption");
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    const text = document.createElement("p");
    summary.textContent = `${viewer.dataset.text} (${link.dataset.number})`;
    text.className = "words";
    details.append(summary, text);
    details.addEventListener("toggle", async () => {
      if (!details.open || text.textContent) return;
      const answer = await fetch(`${link.getAttribute("href")}/text`).catch(() => null);
      text.textContent = answer && answer.ok ? await answer.text() : viewer.dataset.failed;
      if (!answer || !answer.ok) setTimeout(() => { text.textContent = ""; }, PAUSE);
    });
    caption.append(details);
    return caption;
  };

  /* Nearest to the eye first, two at once: the server draws one at a time. */
  const next = () => {
    while (loading < AT_ONCE && wanted.size) {
      const image = [...wanted].sort((a, b) => distance(a) - distance(b))[0];
      wanted.delete(image);
      load(image, 0);
    }
  };
  const distance = (image) => Math.abs(Number(image.parentNode.dataset.number) - current);
  const load = (image, tried) => {
    const size = ZOOMS[zoom] === "more" || ZOOMS[zoom] === "most" ? "large" : "image";
    loading += 1;
    const done = () => { loading -= 1; image.onload = image.onerror = null; };
    image.onload = () => { done(); image.dataset.size = size; image.parentNode.classList.remove("waiting", "failed"); next(); };
    image.onerror = () => {
      done();
      if (tried + 1 < TRIES) setTimeout(() => load(image, tried + 1), PAUSE * (tried + 1));
      else image.parentNode.classList.add("failed");
      next();
    };
    image.src = `${image.dataset.address}/${size}${tried ? `?again=${tried}` : ""}`;
  };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const image = entry.target.querySelector("img");
      if (entry.isIntersecting && !image.dataset.size) wanted.add(image);
      else wanted.delete(image);
    }
    next();
  }, { rootMargin: "800px 0px" });
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) turnedTo(Number(entry.target.dataset.number));
  }, { rootMargin: "-45% 0px -45% 0px" });

  const turnedTo = (number) => {
    current = number;
    if (document.activeElement !== field) field.value = number;
  };
  const go = (number) => {
    const page = document.getElementById(`page-${Math.min(Math.max(1, number), links.length)}`);
    if (page) { page.scrollIntoView({ block: "start" }); turnedTo(Number(page.dataset.number)); }
  };
  const zoomTo = (step) => {
    zoom = Math.min(Math.max(0, step), ZOOMS.length - 1);
    column.className = `pages zoom-${ZOOMS[zoom]}`;
    for (const image of column.querySelectorAll("img[data-size=image]")) {
      if (zoom >= 3) { delete image.dataset.size; near.unobserve(image.parentNode); near.observe(image.parentNode); }
    }
    go(current);
  };

  column.replaceChildren(...links.map(build));
  // What is enlarged is scrolled sideways by keyboard too.
  column.tabIndex = 0;
  column.setAttribute("role", "region");
  column.setAttribute("aria-label", document.getElementById("turn").getAttribute("aria-label"));
  for (const page of column.children) { near.observe(page); seen.observe(page); }
  document.getElementById("turn").hidden = true;
  document.getElementById("zoom").hidden = false;
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => zoomTo(zoom + Number(button.dataset.zoom)));
  }
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(Number(field.value) || current);
    field.blur();
    document.getElementById(`page-${current}`).focus({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    const acts = { "+": () => zoomTo(zoom + 1), "-": () => zoomTo(zoom - 1), 0: () => zoomTo(0), ArrowRight: () => go(current + 1), ArrowLeft: () => go(current - 1) };
    // Keys that write are ours inside the viewer only (WCAG 2.1.4), arrows while they have nothing to scroll.
    if (event.key.length === 1 && !viewer.contains(event.target)) return;
    if (event.key.length > 1 && column.scrollWidth > column.clientWidth) return;
    if (event.key in acts) { event.preventDefault(); acts[event.key](); }
  });
  if (first > 1) go(first);
})();

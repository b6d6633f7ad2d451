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
  const SETTLED = 300;
  const ZOOMS = ["fit", "half", "full", "more", "most"];
  const column = document.getElementById("pages");
  const first = Number(column.querySelector(".page").dataset.number);
  let zoom = 0;
  let current = first;
  let loading = 0;
  let resting = 0;
  let waking = 0;
  let stood = NaN;
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
    return page;
  };

  /* The words of the page before the eye, in the bar: one stop for the keyboard
     however many pages there are. */
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  const text = document.createElement("p");
  let read = 0;
  let turning = 0;
  const words = (tried = 0) => {
    text.setAttribute("aria-label", `${viewer.dataset.text} (${current})`);
    clearTimeout(turning);
    if (details.open && read !== current) turning = setTimeout(fetched, SETTLED, current, tried);
  };
  const fetched = async (number, tried) => {
    if (tried === 0) text.textContent = "";
    const answer = await fetch(`${links[number - 1].getAttribute("href")}/text`).catch(() => null);
    const found = answer && answer.ok ? await answer.text() : viewer.dataset.failed;
    if (number !== current || !details.open) return;
    text.textContent = found;
    if (answer && answer.ok) read = number;
    else if (tried < TRIES) turning = setTimeout(words, rest(answer) || PAUSE, tried + 1);
  };
  const tellWords = () => {
    summary.textContent = viewer.dataset.text;
    text.className = "words";
    text.tabIndex = 0;
    text.setAttribute("role", "region");
    details.className = "text";
    details.append(summary, text);
    details.addEventListener("toggle", () => words());
    viewer.querySelector(".bar").append(details);
    words();
  };

  /* How many milliseconds the server wants to be left alone when it was asked too often. */
  const rest = (answer) => answer && answer.status === 429 ? 1000 * (Number(answer.headers.get("Retry-After")) || 60) : 0;

  /* Nearest to the eye first, two at once: the server draws one at a time. */
  const next = () => {
    const left = resting - Date.now();
    clearTimeout(waking);
    if (left > 0) { waking = setTimeout(next, left); return; }
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
    image.onerror = async () => {
      // A picture does not tell why there is none; its headers do, and cost nothing.
      const wait = rest(await fetch(image.src, { method: "HEAD" }).catch(() => null));
      done();
      if (wait) {
        resting = Date.now() + wait;
        watch(image);
      } else if (tried + 1 < TRIES) setTimeout(again, PAUSE * (tried + 1), image, tried + 1);
      else image.parentNode.classList.add("failed");
      next();
    };
    image.src = `${image.dataset.address}/${size}${tried ? `?again=${tried}` : ""}`;
  };
  const again = (image, tried) => Date.now() < resting ? watch(image) : load(image, tried);
  /* Asked for anew if it still is near. */
  const watch = (image) => { near.unobserve(image.parentNode); near.observe(image.parentNode); };
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const image = entry.target.querySelector("img");
      if (entry.isIntersecting && !image.dataset.size) wanted.add(image);
      else wanted.delete(image);
    }
    next();
  }, { rootMargin: "800px 0px" });
  /* Neither end need ever come to the middle of the window. */
  const atEnd = () => {
    if (window.scrollY <= 0 || column.getBoundingClientRect().top > window.innerHeight * 0.45) return 1;
    const whole = document.documentElement.scrollHeight;
    return window.innerHeight + window.scrollY >= whole - 1 ? links.length : 0;
  };
  /* Browsers round where they scroll to. */
  const stands = () => Math.abs(window.scrollY - stood) < 2;
  /* Where `go` led to, the page that was asked for is the one, however short it is. */
  const seen = new IntersectionObserver((entries) => {
    if (stands()) return;
    const end = atEnd();
    if (end) turnedTo(end);
    else for (const entry of entries) if (entry.isIntersecting) turnedTo(Number(entry.target.dataset.number));
  }, { rootMargin: "-45% 0px -45% 0px" });
  const scrolled = () => {
    if (stands()) return;
    stood = NaN;
    if (atEnd()) turnedTo(atEnd());
  };

  const turnedTo = (number) => {
    current = number;
    if (viewer.dataset.texts) words();
    if (document.activeElement !== field) field.value = number;
  };
  const go = (number) => {
    const page = document.getElementById(`page-${Math.min(Math.max(1, number), links.length)}`);
    if (!page) return;
    page.scrollIntoView({ block: "start" });
    stood = window.scrollY;
    turnedTo(Number(page.dataset.number));
  };
  const zoomTo = (step) => {
    zoom = Math.min(Math.max(0, step), ZOOMS.length - 1);
    column.className = `pages zoom-${ZOOMS[zoom]}`;
    for (const image of column.querySelectorAll("img[data-size=image]")) {
      if (zoom >= 3) { delete image.dataset.size; watch(image); }
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
  if (viewer.dataset.texts) tellWords();
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
  window.addEventListener("scroll", scrolled, { passive: true });
  if (first > 1) go(first);
})();

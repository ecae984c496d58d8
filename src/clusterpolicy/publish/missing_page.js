/* A server shows this page at whatever address leads nowhere, so it finds the site's home first and lets its links start there. */
(async () => {
  "use strict";
  const frame = document.querySelector("template[data-folders]");
  const marker = frame.content.querySelector("script").getAttribute("src");
  const folders = frame.dataset.folders.split(" ");

  /** What may be the home: what stands before a folder of the site in the address, then each folder above the address. */
  function candidates() {
    const parts = location.pathname.split("/").slice(0, -1);
    const above = parts.map((_, place) => parts.slice(0, place + 1)).reverse();
    const inside = parts.findLastIndex((part) => folders.includes(part));
    const likely = inside > 0 ? [parts.slice(0, inside)] : [];
    return [...likely, ...above].map((some) => new URL(`${some.join("/")}/`, location));
  }

  /** Some servers answer any address with a page; a script is none. */
  async function isHome(folder) {
    const answer = await fetch(new URL(marker, folder), { method: "HEAD" });
    return answer.ok && !/html/.test(answer.headers.get("content-type") ?? "");
  }

  async function findHome() {
    // From a disk it is opened under its own name alone.
    if (location.protocol !== "file:") {
      for (const folder of candidates()) {
        if (await isHome(folder)) return folder;
      }
    }
    return new URL(".", location);
  }

  function startAt(home, root) {
    for (const name of ["href", "src", "action"]) {
      for (const element of root.querySelectorAll(`[${name}]:not([${name}^="#"])`)) {
        element.setAttribute(name, new URL(element.getAttribute(name), home).href);
      }
    }
  }

  const home = await findHome();
  startAt(home, document);
  startAt(home, frame.content);
  document.head.append(document.importNode(frame.content, true));
})();

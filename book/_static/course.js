/* The frame's few moving parts: colours, the contents on small screens, search, scrolling by keyboard. */
(function () {
  "use strict";
  const page = document.documentElement;
  const KEY = "clusterpolicy:theme";
  page.classList.add("js");
  // Sphinx's search asks; its script that would mark the words on other pages is not part of the site.
  globalThis.SPHINX_HIGHLIGHT_ENABLED = false;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage may be forbidden; the page works without it
    }
  }

  function wanted() {
    return stored() || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  }

  // Before the page is drawn, so that it does not flash.
  page.dataset.theme = page.dataset.mode = wanted();

  function setTheme(theme) {
    page.dataset.theme = page.dataset.mode = theme;
    const button = document.querySelector(".theme-button");
    button.setAttribute("aria-pressed", String(theme === "dark"));
    document.dispatchEvent(new CustomEvent("clusterpolicy:theme", { detail: theme }));
  }

  function wireTheme() {
    setTheme(wanted());
    document.querySelector(".theme-button").addEventListener("click", () => {
      const theme = page.dataset.theme === "dark" ? "light" : "dark";
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // not kept, still applied
      }
      setTheme(theme);
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(wanted()));
    // Paper is white: pale letters of a dark page would be lost on it.
    addEventListener("beforeprint", () => setTheme("light"));
    addEventListener("afterprint", () => setTheme(wanted()));
  }

  function wireMenu() {
    const button = document.querySelector(".menu-button");
    const show = (open) => {
      page.classList.toggle("menu-open", open);
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", () => show(!page.classList.contains("menu-open")));
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && page.classList.contains("menu-open")) {
        show(false);
        button.focus();
      }
    });
  }

  // The policy forbids submitting forms, so the search page is opened as a link is.
  function wireSearch() {
    for (const form of document.querySelectorAll("form[role=search]")) {
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const query = new FormData(form).get("q").trim();
        if (query) location.href = `${form.getAttribute("action").split("#")[0] || location.pathname}?q=${encodeURIComponent(query)}`;
      });
    }
  }

  // The twin opens where the reader is, with what the address says of an exercise; the start page remembers the choice.
  function wireLanguages() {
    for (const link of document.querySelectorAll(".language-link")) {
      const bare = link.href;
      const aim = () => (link.href = bare + location.search + location.hash);
      link.addEventListener("pointerdown", aim);
      link.addEventListener("click", () => {
        aim();
        try {
          localStorage.setItem("clusterpolicy:language", link.hreflang);
        } catch {
          // not remembered, still followed
        }
      });
    }
  }

  // What scrolls sideways must be reachable by keyboard.
  function markScrollable() {
    for (const element of document.querySelectorAll("pre, .katex-display, .pst-scrollable-table-container, .cell_output .output, .table-wrapper")) {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else if (element.tabIndex === 0) element.removeAttribute("tabindex");
    }
  }

  function wire() {
    wireTheme();
    wireMenu();
    wireSearch();
    wireLanguages();
    markScrollable();
    new ResizeObserver(markScrollable).observe(document.body);
    document.fonts.ready.then(markScrollable); // formulas grow when their fonts arrive
  }

  // The page for a missing address is read before it knows where this script lies.
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", wire);
  else wire();
})();

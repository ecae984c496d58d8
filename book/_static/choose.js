/* Leads to the edition that was chosen before, else to that of the event, else to the first that the browser asks for, else to the first. */
(function () {
  "use strict";
  function chosen() {
    try {
      return localStorage.getItem("clusterpolicy:language");
    } catch {
      return null; // storage may be forbidden; the browser's languages still count
    }
  }

  const links = [...document.querySelectorAll("a[hreflang]")];
  const wanted = [chosen(), document.documentElement.dataset.first, ...navigator.languages.map((code) => code.split("-")[0])];
  const found = wanted.map((code) => links.find((link) => link.hreflang === code)).find(Boolean);
  location.replace((found || links[0]).href);
})();

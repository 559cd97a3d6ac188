// The counts filter everything that carries a severity.
const counts = document.querySelectorAll("[data-filter]");
for (const count of counts) {
  count.addEventListener("click", () => {
    const chosen = count.getAttribute("aria-pressed") !== "true";
    for (const other of counts) {
      other.setAttribute("aria-pressed", String(chosen && other === count));
    }
    for (const piece of document.querySelectorAll("[data-severity]")) {
      piece.toggleAttribute("hidden", chosen && piece.dataset.severity !== count.dataset.filter);
    }
  });
}

// Paper shows everything, and then the page is as it was.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  opened.forEach((part) => part.setAttribute("open", ""));
});
addEventListener("afterprint", () => opened.forEach((part) => part.removeAttribute("open")));

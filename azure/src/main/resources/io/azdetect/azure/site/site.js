
// Search: the matrix keeps its shape, what does not match fades; the table shows what matches.
const form = document.querySelector(".search");
if (form) {
  const input = form.querySelector("#search");
  const severity = form.querySelector("#severity");
  const table = form.querySelector("#table");
  const found = form.querySelector("#found");
  const rows = [...document.querySelectorAll(".detections tbody tr")];
  const cells = [...document.querySelectorAll(".cell")];
  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter((word) => word !== "");
    const all = words.length === 0 && severity.value === "" && table.value === "";
    const matching = new Set();
    for (const row of rows) {
      const matches = words.every((word) => row.dataset.text.includes(word))
        && (severity.value === "" || row.dataset.severity === severity.value)
        && (table.value === "" || row.dataset.tables.includes(" " + table.value + " "));
      row.toggleAttribute("hidden", !matches);
      if (matches) {
        matching.add(row.dataset.slug);
      }
    }
    for (const cell of cells) {
      const detections = cell.dataset.detections.split(" ");
      const named = words.length > 0 && severity.value === "" && table.value === ""
        && words.every((word) => (cell.dataset.words ?? "").includes(word));
      cell.toggleAttribute("data-dimmed", !all && !named && !detections.some((slug) => matching.has(slug)));
    }
    found.textContent = all ? "" : matching.size === 1 ? "1 detection" : matching.size + " detections";
    const state = new URLSearchParams();
    for (const field of [input, severity, table]) {
      if (field.value !== "") {
        state.set(field.id, field.value);
      }
    }
    try {
      history.replaceState(null, "", state.size > 0 ? "?" + state : location.pathname + location.hash);
    } catch {
      return;
    }
  };
  const state = new URLSearchParams(location.search);
  for (const field of [input, severity, table]) {
    field.value = state.get(field.id) ?? "";
    field.addEventListener("input", search);
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector(".detections tbody tr:not([hidden]) a")?.focus();
  });
  if (state.size > 0) {
    search();
  }
  if (location.hash === "#search") {
    input.focus();
  }
}

// A slash goes to the search, from every page.
addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    if (form) {
      form.querySelector("#search").focus();
    } else {
      document.querySelector(".find").click();
    }
  }
});

// Copy buttons, where the browser lets a page write to the clipboard or at least select.
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = button.closest(".copyable").querySelector("pre");
    try {
      await navigator.clipboard.writeText(source.textContent);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
}

"use strict";

// The theme: as the system says, until the reader chooses. Where the browser keeps nothing, the choice ends with the page.
const themes = ["automatic", "light", "dark"];
const themeButton = document.querySelector(".theme");
let theme = 0;
function showTheme() {
  if (theme === 0) {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = themes[theme];
  }
  themeButton.textContent = "Theme: " + themes[theme];
}
try {
  theme = Math.max(0, themes.indexOf(localStorage.getItem("azdetect-theme")));
} catch {
  theme = 0;
}
showTheme();
themeButton.hidden = false;
themeButton.addEventListener("click", () => {
  theme = (theme + 1) % themes.length;
  showTheme();
  try {
    localStorage.setItem("azdetect-theme", themes[theme]);
  } catch {
    return;
  }
});

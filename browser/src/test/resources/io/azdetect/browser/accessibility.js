// What of WCAG 2.2 AA a program can see on a page of ours. Gives a list of sentences, one for each fault.
() => {
  const faults = [];
  const say = (fault, element) => faults.push(fault + ": " + element.outerHTML.slice(0, 160));
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[aria-hidden='true']");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);

  if (!document.documentElement.lang) { say("no language", document.documentElement); }
  if (!document.title.trim()) { say("no title", document.head); }
  for (const landmark of ["main", "h1"]) {
    if (all(landmark).length !== 1) { say("not one " + landmark, document.body); }
  }

  // Everything that is read stands in a landmark, and landmarks of a kind have names of their own.
  const landmarks = "header, nav, main, footer, form[role=search], .skip";
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const element = words.currentNode.parentElement;
    if (words.currentNode.textContent.trim() && !/^(SCRIPT|STYLE)$/.test(element.tagName) && shown(element) && !element.closest(landmarks)) {
      say("outside of landmarks", element);
    }
  }
  const kinds = {};
  for (const landmark of all("nav, aside")) {
    (kinds[landmark.tagName] ??= []).push(landmark.getAttribute("aria-label") ?? "");
  }
  for (const [kind, names] of Object.entries(kinds)) {
    if (new Set(names).size !== names.length) { say("two of one name: " + kind + " " + names, document.body); }
  }

  // Headings go down one step at a time.
  let before = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) { say("a heading skips a level", heading); }
    if (!heading.textContent.trim()) { say("an empty heading", heading); }
    before = level;
  }

  // Ids are there once, and what refers to one finds it.
  const ids = new Map();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) { say("an id twice", element); }
    ids.set(element.id, element);
  }
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
    for (const element of document.querySelectorAll("[" + attribute + "]")) {
      for (const id of element.getAttribute(attribute).split(/\s+/)) {
        if (!ids.has(id)) { say(attribute + " refers to nothing", element); }
      }
    }
  }

  // Whatever acts has a name, and what is written on it is part of that.
  for (const control of all("a[href], button, input, select, textarea, summary, [role=button]")) {
    const label = control.getAttribute("aria-label");
    const written = control.innerText?.trim() ?? "";
    const named = label ?? (control.labels?.length ? control.labels[0].innerText : written);
    if (!named.trim()) { say("no name", control); }
    if (label && written && !label.toLowerCase().includes(written.toLowerCase())) { say("the name lacks what is written", control); }
  }
  for (const picture of all("img, svg, [role=img]")) {
    if (!picture.getAttribute("aria-label") && !picture.getAttribute("alt") && !picture.querySelector("title")) { say("a picture without words", picture); }
  }
  for (const element of document.querySelectorAll("[tabindex]")) {
    if (element.tabIndex > 0) { say("an order of its own", element); }
  }
  // What scrolls can be scrolled with the keyboard.
  for (const element of all("*")) {
    const style = getComputedStyle(element);
    if (/auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1 && element.tabIndex < 0 && element !== document.documentElement) {
      say("scrolls, but not with the keyboard", element);
    }
  }

  // Lists and tables are whole.
  for (const list of all("ul, ol")) {
    if ([...list.children].some((child) => child.tagName !== "LI")) { say("a list of other things", list); }
  }
  for (const list of all("dl")) {
    if ([...list.children].some((child) => !/^(DT|DD|DIV)$/.test(child.tagName))) { say("a list of other things", list); }
  }
  for (const head of all("th")) {
    if (!head.scope) { say("a heading of nothing", head); }
  }

  // Contrast of text and what is behind it: 4.5, or 3 for large letters (WCAG 1.4.3).
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const behind = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) { layers.push(rgba(getComputedStyle(e).backgroundColor)); }
    return layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255, 1]);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const seen = new Set();
  const letters = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (letters.nextNode()) {
    const element = letters.currentNode.parentElement;
    if (!letters.currentNode.textContent.trim() || seen.has(element) || /^(SCRIPT|STYLE|OPTION)$/.test(element.tagName) || !shown(element)) { continue; }
    seen.add(element);
    const style = getComputedStyle(element);
    const back = behind(element);
    const front = over(rgba(style.color), back);
    const [dark, bright] = [light(front), light(back)].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) { say("contrast " + contrast.toFixed(2), element); }
  }
  return [...new Set(faults)].slice(0, 20);
}

// The search of pages that are files: offices whose words begin as what is typed. The list is offices.js.
"use strict";

const root = new URL("..", document.currentScript.src);
const box = document.getElementById("q");
if (box) {
  const list = document.createElement("ul");
  const english = document.documentElement.lang === "en";
  list.className = "suggested";
  list.hidden = true;
  box.parentElement.append(list);
  const fits = (keys, words) => words.every(word => keys.includes(word));
  box.addEventListener("input", () => {
    const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const hits = words.length ? offices.filter(([, , keys]) => fits(keys, words)).slice(0, 12) : [];
    list.replaceChildren(...hits.map(([name, place, , key]) => {
      const item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("small");
      link.href = new URL(`${english ? "en/" : ""}offices/${key}.html`, root);
      link.textContent = name;
      note.textContent = place;
      link.append(note);
      item.append(link);
      return item;
    }));
    list.hidden = !hits.length;
  });
  box.addEventListener("keydown", event => {
    if (event.key === "Enter" && list.firstElementChild) list.querySelector("a").click();
    if (event.key === "Escape") list.hidden = true;
  });
}

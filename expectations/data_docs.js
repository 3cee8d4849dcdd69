// What the pages of Great Expectations ask of jQuery, Bootstrap and its tables, and no more of them than that.
"use strict";
window.$ = (what) => new Picked(typeof what === "string" ? [...document.querySelectorAll(what)] : [what]);

class Picked {
  constructor(elements) { this.elements = elements; }
  ready(then) { document.addEventListener("DOMContentLoaded", then); return this; }
  on() { return this; }
  modal() { return this; }
  prepend() { return this; }
  parent() { return new Picked(this.elements.map((one) => one.parentElement).filter(Boolean)); }
  each(then) { this.elements.forEach((one, at) => then(at, one)); return this; }
  fadeIn() { return this.each((_, one) => { one.style.display = ""; }); }
  fadeOut() { return this.each((_, one) => { one.style.display = "none"; }); }

  bootstrapTable(options) {
    if (typeof options !== "object") return this;
    const columns = options.columns.filter((column) => String(column.visible) !== "false");
    const down = options.sortOrder === "desc" ? -1 : 1;
    const by = (row) => row[`_${options.sortName}_sort`] ?? row[options.sortName];
    const rows = [...options.data].sort((a, b) => (by(a) > by(b) ? down : by(a) < by(b) ? -down : 0));
    return this.each((_, table) => {
      const head = table.createTHead().insertRow();
      for (const column of columns) head.appendChild(document.createElement("th")).textContent = column.title;
      const body = table.createTBody();
      for (const row of rows) {
        const line = body.insertRow();
        for (const column of columns) line.insertCell().innerHTML = row[column.field] ?? "";
        if (row._table_row_link_path) {
          line.style.cursor = "pointer";
          line.addEventListener("click", () => { window.location = row._table_row_link_path; });
        }
      }
    });
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-toggle='collapse'], [data-toggle='tab']");
  if (!link) return;
  event.preventDefault();
  const target = document.getElementById(link.getAttribute("href").slice(1));
  if (link.dataset.toggle === "collapse") {
    target.classList.toggle("show");
    return;
  }
  for (const other of document.querySelectorAll(".nav-tabs .nav-link, .tab-pane")) other.classList.remove("active");
  link.classList.add("active");
  target.classList.add("active");
});

// What is better without loading a page anew: suggestions of the search, filters that apply at once, and the source of a
// cell beside the form. Every page works without this.
"use strict";

const filters = document.querySelectorAll("form.filters");
filters.forEach(form => {
  form.addEventListener("change", () => form.requestSubmit());
  form.addEventListener("submit", () => {
    form.querySelectorAll("select, input").forEach(one => { if (!one.value) one.disabled = true; });
  });
});
window.addEventListener("pageshow", () => {
  filters.forEach(form => form.querySelectorAll("select, input").forEach(one => { one.disabled = false; }));
});

// ---- suggestions ----
const box = document.querySelector("input[data-suggest]");
if (box) {
  const list = document.createElement("ul");
  list.className = "suggested";
  list.id = "suggested";
  list.hidden = true;
  box.form.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-controls", "suggested");
  box.setAttribute("aria-expanded", "false");
  list.setAttribute("role", "listbox");
  let asked = 0, waiting = 0, at = -1;
  const shut = () => { list.hidden = true; at = -1; box.setAttribute("aria-expanded", "false"); };
  const mark = to => {
    const all = [...list.querySelectorAll("a")];
    at = Math.max(-1, Math.min(all.length - 1, to));
    all.forEach((one, n) => one.setAttribute("aria-selected", n === at));
    if (at >= 0) box.setAttribute("aria-activedescendant", all[at].id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = found => {
    list.replaceChildren(...found.map((one, n) => {
      const item = document.createElement("li"), link = document.createElement("a"), note = document.createElement("small");
      item.setAttribute("role", "presentation");
      link.href = one.address;
      link.id = `suggested-${n}`;
      link.setAttribute("role", "option");
      link.tabIndex = -1;
      link.textContent = one.name;
      note.textContent = one.note;
      link.append(note);
      item.append(link);
      return item;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(found.length > 0));
    at = -1;
  };
  const ask = async () => {
    const mine = ++asked, words = box.value.trim();
    if (!words) return shut();
    const address = new URL(box.dataset.suggest, location.href);
    address.searchParams.set("q", words);
    address.searchParams.set("lang", document.documentElement.lang === "en" ? "en" : "zh");
    const answer = await fetch(address);
    if (answer.ok && mine === asked) show(await answer.json());
  };
  box.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(ask, 120); });
  box.addEventListener("keydown", event => {
    if (event.key === "Escape") return shut();
    if (list.hidden) return;
    if (event.key === "ArrowDown") { event.preventDefault(); mark(at + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); mark(at - 1); }
    if (event.key === "Enter" && at >= 0) { event.preventDefault(); list.querySelectorAll("a")[at].click(); }
  });
  box.addEventListener("blur", () => setTimeout(shut, 200));
}

// ---- the source of a cell ----
const beside = document.querySelector(".beside");
if (beside) {
  const cells = [...beside.querySelectorAll("table[data-form] a[data-cell]")];
  const of = new Map(cells.map(one => [one.dataset.cell, one]));
  const kept = new Map();
  let wanted = "";

  const address = (cell, finding) => {
    const to = new URL(location.href);
    to.searchParams.set("cell", cell);
    if (finding) to.searchParams.set("finding", finding);
    to.hash = "";
    return to;
  };

  const fragment = cell => {
    if (!kept.has(cell)) {
      const from = new URL(location.href);
      from.pathname = `/reports/${beside.dataset.report}/proof`;
      from.hash = "";
      from.search = "";
      from.searchParams.set("cell", cell);
      from.searchParams.set("lang", document.documentElement.lang === "en" ? "en" : "zh");
      kept.set(cell, fetch(from).then(answer => answer.ok ? answer.text() : null));
    }
    return kept.get(cell);
  };

  const scroll = () => {
    const paper = beside.querySelector(".paper"), mark = beside.querySelector(".paper .focus");
    if (!paper || !mark) return;
    const around = paper.getBoundingClientRect(), here = mark.getBoundingClientRect();
    paper.scrollTop += here.top - around.top - around.height / 2 + here.height / 2;
    paper.scrollLeft += here.left - around.left - around.width / 2 + here.width / 2;
  };

  const focusOn = cell => {
    beside.querySelectorAll("table[data-form] td.focus").forEach(one => {
      one.classList.remove("focus");
      one.firstElementChild.removeAttribute("aria-current");
    });
    const link = of.get(cell);
    cells.forEach(one => { one.tabIndex = -1; });
    if (link) {
      link.tabIndex = 0;
      link.parentElement.classList.add("focus");
      link.setAttribute("aria-current", "true");
    }
    return link;
  };

  const show = async (cell, finding, keep) => {
    wanted = cell;
    focusOn(cell);
    if (keep) history.pushState({cell}, "", address(cell, finding));
    if (finding) {
      beside.querySelectorAll(".slips li").forEach(one => {
        const its = one.querySelector(`[data-finding="${CSS.escape(finding)}"]`);
        one.classList.toggle("marked", Boolean(its));
      });
    }
    const found = await fragment(cell);
    if (found === null || wanted !== cell) return;
    const made = new DOMParser().parseFromString(found, "text/html").querySelector(".proof");
    beside.querySelector("#proof").replaceWith(made);
    scroll();
  };

  beside.addEventListener("click", event => {
    const link = event.target.closest("a[data-cell]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.dataset.cell, link.dataset.finding, true);
    if (link.dataset.finding) of.get(link.dataset.cell)?.scrollIntoView({block: "nearest", inline: "nearest"});
  });

  window.addEventListener("popstate", () => {
    const cell = new URL(location.href).searchParams.get("cell");
    if (cell) show(cell, new URL(location.href).searchParams.get("finding"), false);
    else location.reload();
  });

  // one tab stop for the form; arrow keys go from cell to cell by where they stand
  const first = of.get(beside.querySelector("#proof").dataset.cell) || cells[0];
  cells.forEach(one => { one.tabIndex = one === first ? 0 : -1; });
  const middle = one => {
    const at = one.getBoundingClientRect();
    return {x: at.left + at.width / 2, y: at.top + at.height / 2};
  };
  const steps = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
  beside.addEventListener("keydown", event => {
    const link = event.target.closest("table[data-form] a[data-cell]");
    const step = steps[event.key];
    if (!link || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const here = middle(link);
    let best = null, least = Infinity;
    for (const one of cells) {
      const there = middle(one), across = there.x - here.x, down = there.y - here.y;
      const along = across * step[0] + down * step[1], aside = Math.abs(across * step[1]) + Math.abs(down * step[0]);
      if (along < 3 || (step[0] && aside > 4)) continue;
      const far = along + 3 * aside;
      if (far < least) { least = far; best = one; }
    }
    if (best) { best.focus(); show(best.dataset.cell, null, true); }
  });

  // n and p go to the next and the last finding
  const slips = [...beside.querySelectorAll(".slips li")];
  document.addEventListener("keydown", event => {
    if (!["n", "p"].includes(event.key) || event.target.closest("input, textarea, select") || !slips.length) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = slips.findIndex(one => one.classList.contains("marked"));
    const next = slips[Math.max(0, Math.min(slips.length - 1, now + (event.key === "n" ? 1 : -1)))];
    const link = next.querySelector("a[data-cell]");
    next.scrollIntoView({block: "nearest"});
    if (link) link.click();
  });
  scroll();
}

// ---- a check: what is too much is said before it is sent, and how long it takes ----
const checking = document.querySelector("form.check");
if (checking) {
  const told = checking.querySelector("[data-busy]"), fields = [...checking.querySelectorAll("input[type=file]")];
  const files = () => fields.flatMap(one => [...one.files]);
  const size = () => files().reduce((sum, one) => sum + one.size, 0) / 2 ** 20;
  const tooMuch = () => {
    const much = files().length > checking.dataset.files || size() > checking.dataset.megabytes;
    fields[0].setCustomValidity(much ? checking.dataset.many : "");
  };
  fields.forEach(one => one.addEventListener("change", tooMuch));
  checking.addEventListener("submit", event => {
    const asPage = event.submitter?.value !== "file", begun = Date.now();
    const say = () => {
      const seconds = Math.round((Date.now() - begun) / 1000), many = files().length || 1;
      told.textContent = told.dataset.busy.replace("{files}", many).replace("{size}", size().toFixed(1)).replace("{seconds}", seconds);
    };
    if (!asPage) return; // a download leaves the page where it is
    told.hidden = false;
    say();
    setInterval(say, 1000);
  });
  window.addEventListener("pageshow", () => { told.hidden = true; });
}

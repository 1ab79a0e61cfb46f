/* Chooses professions, filters and searches. The page says everything without it. What is chosen stands in the address,
   so that a view can be shared and the back button works. */
(() => {
  "use strict";
  const { all, own, fill, bare, words, make, beside } = vacmap;
  const byId = id => document.getElementById(id);
  const tools = byId("vm-tools"), field = byId("vm-search"), reset = byId("vm-reset");
  const status = byId("vm-status"), say = status.dataset;
  const boxes = all("[name=vm-profession]"), radios = all("[name=vm-show]"), clusters = all(".vm-cluster");
  const codes = boxes.map(box => box.value);
  const read = hash => {
    const given = new URLSearchParams(hash.slice(1)), show = given.get("toon") || "";
    return {
      p: codes.filter(code => (given.get("p") || "").split(",").includes(code)),
      q: given.get("q") || "",
      show: radios.some(radio => radio.value === show) ? show : "",
      c: given.get("c") || "",
    };
  };
  let state = read(""), laid = "";
  const chosen = () => Boolean(state.p.length || state.q || state.show);
  const write = ({ p, q, show, c }, replace) => {
    const parts = [p.length && "p=" + p, q && "q=" + encodeURIComponent(q), show && "toon=" + show, c && "c=" + c];
    history[replace ? "replaceState" : "pushState"](null, "", "#" + parts.filter(Boolean).join("&"));
  };

  /* The words searched for are marked; of two wordings in a row, the words that the other lacks are underlined. */
  const paint = (said, wanted) => {
    const row = said.closest(".vm-row"), beside = row && all(".vm-said", row).find(one => one !== said);
    const others = beside && words(beside.textContent);
    said.replaceChildren(...said.textContent.split(/([\p{L}\p{N}]+)/u).flatMap((piece, at) => {
      if (at % 2 === 0) return [piece];
      const word = bare(piece), length = Math.max(0, ...wanted.map(one => word.startsWith(one) ? one.length : 0));
      const inside = [length ? make("mark", "", piece.slice(0, length)) : "", piece.slice(length)];
      return others && !others.includes(word) ? [make("u", "", ...inside)] : inside;
    }));
  };

  /* The words of a deelactiviteit, of those it is a sub-item of and of its hoofdactiviteit. */
  const texts = item => {
    const said = all("h5 .vm-said", item.closest(".vm-activity"));
    for (let at = item; at; at = at.parentElement.closest(".vm-part")) {
      said.push(...all(":scope > .vm-said, :scope > small", at));
    }
    return words(said.map(one => one.textContent).join(" "));
  };

  const apply = () => {
    const shown = state.p.length ? state.p : codes, pair = shown.length === 2 ? shown : null;
    const wanted = words(state.q), filtering = wanted.length > 0 || state.show !== "";
    if (words(field.value).join() !== wanted.join()) field.value = state.q;
    boxes.forEach(box => { box.checked = state.p.includes(box.value); });
    radios.forEach(radio => { radio.checked = radio.value === state.show; });
    if (laid !== String(pair)) {
      laid = String(pair);
      all(".vm-pair").forEach(one => one.remove());
      if (pair) clusters.forEach(cluster => cluster.append(beside(cluster, pair, say)));
    }
    const live = all((pair ? ".vm-pair" : ".vm-cells") + " .vm-part:not(.vm-context)");
    const column = item => item.closest("[data-p]") && item.closest("[data-p]").dataset.p;
    const hits = live.filter(item => {
      if (column(item) && !shown.includes(column(item)) || state.show && item.dataset.kind !== state.show) return false;
      const found = wanted.length ? texts(item) : [];
      return wanted.every(one => found.some(word => word.startsWith(one)));
    });
    const kept = new Set();
    hits.forEach(item => {
      for (let at = item.closest(".vm-row") || item; at.tagName !== "MAIN"; at = at.parentElement) kept.add(at);
    });
    all(".vm-shell, .vm-cluster, .vm-cellbox, .vm-activity, .vm-row, .vm-part:not(.vm-row *)").forEach(one => {
      one.hidden = filtering && !kept.has(one) || "p" in one.dataset && !shown.includes(one.dataset.p);
    });
    all(".vm-shell").forEach(one => one.classList.toggle("vm-filtered", filtering));
    all(".vm-cells").forEach(cells => {
      cells.hidden = pair !== null;
      cells.style.setProperty("--n", shown.length);
    });
    reset.hidden = !chosen();
    all(".vm-heads").forEach(one => { one.hidden = !own(one.parentElement, ".vm-activity:not([hidden])"); });
    all("[data-c]", tools).forEach(link => { link.hidden = byId(link.hash.slice(1)).closest("[hidden]") !== null; });
    all(".vm-part > .vm-said, h5 > .vm-said").forEach(said => paint(said, wanted));
    tell(hits, pair, column);
    document.body.style.setProperty("--bar", tools.offsetHeight + "px");
  };

  const tell = (hits, pair, column) => {
    const gaps = { n: hits.length, shared: new Set(hits.map(item => item.closest(".vm-row")).filter(Boolean)).size };
    (pair || []).forEach((code, at) => {
      gaps["name" + at] = boxes[codes.indexOf(code)].dataset.name;
      gaps["only" + at] = hits.filter(item => column(item) === code).length;
    });
    status.textContent = fill(!hits.length ? say.none : pair ? say.pair : hits.length === 1 ? say.one : say.many, gaps);
  };

  /* Something is chosen: the cluster that one looks at stays where it is. */
  const change = (part, replace) => {
    state = { ...state, c: "", ...part };
    const seen = clusters.find(one => !one.hidden && one.getBoundingClientRect().bottom > innerHeight / 3);
    const before = seen ? seen.getBoundingClientRect().top : innerHeight;
    apply();
    write(state, replace);
    if (before >= innerHeight) return;
    if (seen.closest("[hidden]")) tools.scrollIntoView();
    else scrollBy(0, seen.getBoundingClientRect().top - before);
  };
  /* The address changed: by a link to a cluster, which keeps what is chosen, or to another choice. */
  const arrive = () => {
    const place = byId(location.hash.slice(1));
    if (!place) state = read(location.hash);
    else if (place.closest("[hidden]")) Object.assign(state, { q: "", show: "" });
    if (place && chosen()) write({ ...state, c: place.dataset.c }, true);
    apply();
    return place;
  };

  boxes.forEach(box => box.addEventListener("change", () =>
    change({ p: boxes.filter(one => one.checked).map(one => one.value) })));
  radios.forEach(radio => radio.addEventListener("change", () => change({ show: radio.value })));
  field.addEventListener("input", () => change({ q: field.value.trim() }, state.q && field.value.trim()));
  field.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    field.value = "";
    change({ q: "" });
  });
  reset.addEventListener("click", () => {
    change({ p: [], q: "", show: "" });
    field.focus();
  });
  all("[data-go]").forEach(cell => {
    const link = make("a", "", ...cell.childNodes);
    link.href = "#" + cell.dataset.go;
    link.addEventListener("click", event => {
      event.preventDefault();
      change(read(link.hash));
      tools.scrollIntoView();
    });
    cell.append(link);
  });
  addEventListener("hashchange", () => {
    const place = arrive();
    if (place) place.scrollIntoView();
  });
  tools.hidden = false;
  const goal = arrive() || byId("cluster-" + state.c) || chosen() && tools;
  if (goal) goal.scrollIntoView();
})();

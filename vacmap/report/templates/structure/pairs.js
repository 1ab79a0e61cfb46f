/* Two columns of a cluster → one table: what both have in joined rows, then what only one of them has. A deelactiviteit
   is an li.vm-part; data-n is its number, data-with has the numbers of its partners in other columns. */
const vacmap = (() => {
  "use strict";
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const own = (from, query) => from.querySelector(":scope > " + query);
  const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
  const bare = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = text => bare(text).match(/[\p{L}\p{N}]+/gu) || [];
  const worded = from => words(all(".vm-said, small", from).map(one => one.textContent).join(" ")).join();
  const make = (name, css, ...inside) => {
    const made = document.createElement(name);
    made.className = css;
    made.append(...inside);
    return made;
  };

  /* As it stands in a row: without sub-items and partner, but with the one that it is a sub-item of. */
  const single = (item, pair, say) => {
    const copy = item.cloneNode(true), above = item.parentElement.closest(".vm-part");
    all(":scope > ul, :scope > details", copy).forEach(one => one.remove());
    all(".vm-sign", copy).filter(sign => pair.includes(sign.dataset.of)).forEach(one => one.remove());
    if (above) {
      const text = fill(say.under, { part: own(above, ".vm-said").textContent.replace(/\.$/, "") });
      own(copy, ".vm-said").after(" ", make("small", "", text));
    }
    return make("ul", "", copy);
  };

  const titles = activities => {
    const found = activities.map(one => own(one, "h5")).map(title => title ? title.cloneNode(true) : make("span", ""));
    return make("div", "vm-titles", ...found.slice(0, worded(found[0]) === worded(found[1]) ? 1 : 2));
  };

  /* What only this column has. An item that is shared stays above sub-items that are not. */
  const rest = (cell, shared, say) => {
    const copy = cell.cloneNode(true), empty = !copy.querySelector(".vm-activity");
    const activities = all(".vm-activity", copy).filter(one => one.querySelector(".vm-part"));
    all(".vm-part", copy).reverse().filter(item => shared.has(item.dataset.n)).forEach(item => {
      if (item.querySelector(".vm-part")) item.classList.add("vm-context");
      else item.remove();
    });
    activities.filter(one => !one.querySelector(".vm-part")).forEach(one => one.remove());
    own(copy, "h4").prepend(say.only + " ");
    if (!empty && !copy.querySelector(".vm-activity")) copy.append(make("p", "vm-note", say.nothing));
    return copy;
  };

  const beside = (cluster, pair, say) => {
    const cells = pair.map(code => cluster.querySelector(`.vm-cells > [data-p="${code}"]`)), [left, right] = cells;
    const blocks = new Map(), shared = new Set(), heads = make("h4", "vm-heads", make("span", "vm-label", say.both));
    cells.map(cell => own(cell, "h4")).forEach(name =>
      heads.append(make("span", name.className, ...name.cloneNode(true).childNodes)));
    all(".vm-part", left).forEach(item => {
      const partner = item.dataset.with.split(" ").filter(number => number && !shared.has(number))
        .map(number => right.querySelector(`[data-n="${number}"]`)).find(Boolean);
      if (!partner) return;
      const activities = [item, partner].map(one => one.closest(".vm-activity"));
      const key = activities.map(one => one.dataset.a).join();
      if (!blocks.has(key)) blocks.set(key, make("div", "vm-activity", titles(activities)));
      const copies = [item, partner].map(one => single(one, pair, say));
      blocks.get(key).append(make("div", "vm-row", ...copies.slice(0, worded(copies[0]) === worded(copies[1]) ? 1 : 2)));
      shared.add(item.dataset.n).add(partner.dataset.n);
    });
    return make("div", "vm-pair", ...(shared.size ? [heads] : []), ...blocks.values(),
      make("div", "vm-rests", ...cells.map(cell => rest(cell, shared, say))));
  };
  return { all, own, fill, bare, words, make, beside };
})();

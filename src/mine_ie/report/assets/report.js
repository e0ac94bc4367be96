"use strict";
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var table = document.getElementById("table");
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);

  // Open the details of an event that a link or a dot on the map leads to.
  function show(row) {
    row.hidden = false;
    row.querySelector("details").open = true;
    row.scrollIntoView({ block: "center" });
    row.querySelector("summary").focus({ preventScroll: true });
  }
  function fromHash() {
    var row = /^#e\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
    if (row) { show(row); }
  }
  window.addEventListener("hashchange", fromHash);

  // Sort.
  function value(row, index, kind) {
    var cell = row.cells[index];
    var text = cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.textContent;
    return kind === "n" ? Number(text) : text.toLowerCase();
  }
  table.tHead.querySelectorAll("button").forEach(function (button, index) {
    button.addEventListener("click", function () {
      var head = button.parentNode;
      var down = head.getAttribute("aria-sort") === "ascending";
      table.tHead.querySelectorAll("th").forEach(function (th) { th.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var kind = button.getAttribute("data-kind");
      var keyed = rows.map(function (row) { return [value(row, index, kind), row]; });
      keyed.sort(function (a, b) { return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0; });
      if (down) { keyed.reverse(); }
      rows = keyed.map(function (pair) { return pair[1]; });
      rows.forEach(function (row) { body.appendChild(row); });
    });
  });

  // Filter.
  var query = document.getElementById("q");
  var type = document.getElementById("f-type");
  var country = document.getElementById("f-country");
  var flag = document.getElementById("f-flag");
  var shown = document.getElementById("shown");
  var layers = {};
  var texts = new Map();
  rows.forEach(function (row) { texts.set(row, row.textContent.toLowerCase()); });
  function filter() {
    var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (row) {
      var text = texts.get(row);
      var keep = (!type.value || row.getAttribute("data-type") === type.value) &&
        (!country.value || row.getAttribute("data-country") === country.value) &&
        (!flag.checked || row.hasAttribute("data-flag")) &&
        words.every(function (word) { return text.indexOf(word) >= 0; });
      row.hidden = !keep;
      count += keep;
      (layers[row.id] || []).forEach(function (layer) {
        if (keep) { layer.addTo(map); } else { layer.remove(); }
      });
    });
    shown.textContent = count + " of " + rows.length + " shown";
  }
  [query, type, country, flag].forEach(function (input) { input.addEventListener("input", filter); });
  document.querySelector(".filters").addEventListener("submit", function (event) { event.preventDefault(); });

  // Print everything, also what is folded.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (one) {
      if (!one.open) { one.setAttribute("data-folded", ""); one.open = true; }
    });
    map.invalidateSize();
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("details[data-folded]").forEach(function (one) {
      one.open = false; one.removeAttribute("data-folded");
    });
  });

  // Map.
  var styles = getComputedStyle(document.documentElement);
  function colour(name) { return styles.getPropertyValue("--" + name).trim() || "#333"; }
  var map = L.map("map", { worldCopyJump: true, minZoom: 1, maxZoom: 12, preferCanvas: data.points.length > 500, attributionControl: false });
  if (data.points.length) {
    map.fitBounds(data.points.map(function (p) { return [p.lat, p.lon]; }), { padding: [30, 30], maxZoom: 8 });
  } else {
    map.setView([20, 20], 1);
  }
  L.geoJSON(data.outlines, {
    interactive: false,
    style: { color: "#7d8894", weight: 1, fillColor: "#fbfaf6", fillOpacity: 1 }
  }).addTo(map);
  data.points.forEach(function (point) {
    var own = layers["e" + point.n] = [];
    var at = [point.lat, point.lon];
    if (point.km >= 5) {
      own.push(L.circle(at, { radius: point.km * 1000, color: colour(point.type), weight: 1, dashArray: "4", fillOpacity: 0.06, interactive: false }).addTo(map));
    }
    var dot = L.circleMarker(at, { radius: 6, color: "#fff", weight: 1, fillColor: colour(point.type), fillOpacity: 0.85 }).addTo(map);
    own.push(dot);
    dot.bindPopup(function () {
      // Text nodes only: nothing of an article is ever parsed as HTML.
      var box = document.createElement("div");
      var head = document.createElement("strong");
      head.textContent = point.label;
      var text = document.createElement("p");
      text.textContent = point.text + (point.km ? " (within " + point.km + " km)" : "");
      var link = document.createElement("a");
      link.href = "#e" + point.n;
      link.textContent = "Show in the table";
      box.append(head, text, link);
      return box;
    });
  });
  L.control.scale({ imperial: false }).addTo(map);
  filter();
  fromHash();
})();

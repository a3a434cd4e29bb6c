// What a page can do better with a script. Everything works without it: forms post, links lead, the page reloads.
(function () {
  "use strict";

  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }

  // ---- handing in -------------------------------------------------------------------------------------------------

  function nameChosen(input, list) {
    list.textContent = "";
    Array.prototype.forEach.call(input.files, function (file) {
      var line = document.createElement("li");
      line.textContent = file.name;
      list.appendChild(line);
    });
  }

  function prepareUpload(form) {
    var drop = form.querySelector("[data-drop]");
    var input = form.querySelector("input[type=file]");
    var list = form.querySelector("[data-chosen]");
    input.addEventListener("change", function () { nameChosen(input, list); });
    ["dragover", "dragenter"].forEach(function (name) {
      drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("over"); });
    });
    ["dragleave", "drop"].forEach(function (name) {
      drop.addEventListener(name, function () { drop.classList.remove("over"); });
    });
    drop.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        nameChosen(input, list);
      }
    });
  }

  // A second click would send the same thing twice: what is on its way is said on the button itself.
  function sayBusy(event) {
    var button = event.submitter || event.target.querySelector("button");
    if (!button || event.defaultPrevented) { return; }
    window.setTimeout(function () {
      button.disabled = true;
      if (button.dataset.busy) { button.textContent = button.dataset.busy; }
    }, 0);
  }

  window.addEventListener("pageshow", function () {
    all("button[disabled]").forEach(function (button) { button.disabled = false; });
  });

  // ---- waiting for the reader -------------------------------------------------------------------------------------

  function follow(panel) {
    var words = panel.querySelector("[data-words]");
    var bar = panel.querySelector("progress");
    var pages = panel.querySelector("[data-page-words]");

    function sayPages(now) {
      var said = now.map(function (one) {
        return panel.dataset.pageSaid.replace("{name}", function () { return one.name; })
          .replace("{page}", one.page).replace("{pages}", one.pages);
      }).join(" ");
      if (pages.textContent !== said) { pages.textContent = said; }
    }

    function ask() {
      fetch(panel.dataset.progress, { credentials: "same-origin" }).then(function (answer) {
        if (answer.redirected) { window.location.reload(); }
        if (!answer.ok) { throw new Error(String(answer.status)); }
        return answer.json();
      }).then(function (state) {
        if (state.status !== "reading") { window.location.reload(); return; }
        var said = panel.dataset.said.replace("{done}", state.done).replace("{of}", state.of);
        if (words.textContent !== said) { words.textContent = said; }
        bar.value = state.pages.reduce(function (sum, one) { return sum + (one.page - 1) / one.pages; }, state.done);
        sayPages(state.pages);
        window.setTimeout(ask, 700);
      }).catch(function () {
        words.textContent = panel.dataset.lost;
        window.setTimeout(ask, 3000);
      });
    }
    ask();
  }

  // ---- reviewing --------------------------------------------------------------------------------------------------

  function showOnPage(id) {
    var pages = document.querySelector("[data-pages]");
    var box = id && document.getElementById(id);
    if (!pages || !box) { return; }
    all("rect.shown", pages).forEach(function (other) { other.classList.remove("shown"); });
    box.classList.add("shown");
    var frame = pages.getBoundingClientRect();
    var at = box.getBoundingClientRect();
    if (at.top < frame.top + 70 || at.bottom > frame.bottom - 40) {
      pages.scrollTop += at.top - frame.top - (at.height > frame.height / 2 ? 90 : frame.height / 3);
    }
    if (at.left < frame.left || at.right > frame.right) {
      pages.scrollLeft += at.left - frame.left - Math.max(20, (frame.width - at.width) / 2);
    }
  }

  function slotOf(node) {
    return node.closest ? node.closest("[data-at]") : null;
  }

  // Boxes are in millimetres. Where nobody has measured the page its size follows from its picture; A4 stands until then.
  function fitOverlays(pages) {
    var dpi = Number(pages.dataset.dpi);
    all("[data-fit] img", pages).forEach(function (picture) {
      function fit() {
        if (!picture.naturalWidth) { return; }
        var size = [picture.naturalWidth, picture.naturalHeight].map(function (n) { return n / dpi * 25.4; });
        picture.nextElementSibling.setAttribute("viewBox", "0 0 " + size.join(" "));
      }
      picture.addEventListener("load", fit);
      if (picture.complete) { fit(); }
    });
  }

  // What is doubtful comes first, then where a mark is missing.
  function stops() {
    var values = document.querySelector(".values");
    return all(".slot.marked, .markline.marked, td.marked", values).concat(all("[data-missing]:not(.marked)", values));
  }

  var SLOT = ".slot, .markline, td";

  function step(by) {
    var found = stops();
    if (!found.length) { return; }
    var at = found.indexOf(document.activeElement.closest(SLOT));
    var next = found[at < 0 ? (by > 0 ? 0 : found.length - 1) : (at + by + found.length) % found.length];
    (next.querySelector("[data-confirm]") || next).focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  }

  // ---- looking closer ---------------------------------------------------------------------------------------------

  var ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
  var FINE_FROM = 1.5;

  function zoomOf(pages) { return Number(pages.style.getPropertyValue("--zoom") || 1); }

  // What stands in the middle stays there.
  function zoomTo(pages, zoom) {
    var middle = [
      (pages.scrollLeft + pages.clientWidth / 2) / pages.scrollWidth,
      (pages.scrollTop + pages.clientHeight / 2) / pages.scrollHeight
    ];
    pages.style.setProperty("--zoom", zoom);
    pages.scrollLeft = middle[0] * pages.scrollWidth - pages.clientWidth / 2;
    pages.scrollTop = middle[1] * pages.scrollHeight - pages.clientHeight / 2;
    pages.querySelector("[data-zoom-said]").textContent = Math.round(zoom * 100) + "%";
    if (zoom >= FINE_FROM) { inView(pages).forEach(refine); }
  }

  function zoomBy(pages, by) {
    var now = zoomOf(pages);
    var next = by === 0 ? 1 : by > 0
      ? ZOOMS.filter(function (z) { return z > now; })[0]
      : ZOOMS.filter(function (z) { return z < now; }).pop();
    if (next) { zoomTo(pages, next); }
  }

  function inView(pages) {
    var frame = pages.getBoundingClientRect();
    return all("figure", pages).filter(function (figure) {
      var at = figure.getBoundingClientRect();
      return at.bottom > frame.top && at.top < frame.bottom;
    });
  }

  // A finer picture takes the place of the first one when it has come.
  function refine(figure) {
    var picture = figure.querySelector("img[data-fine]");
    if (!picture) { return; }
    var fine = new Image();
    fine.addEventListener("load", function () { picture.src = fine.src; });
    fine.src = picture.dataset.fine;
    picture.removeAttribute("data-fine");
  }

  function rotate(pages) {
    var frame = pages.getBoundingClientRect();
    var figure = inView(pages).filter(function (one) {
      return one.getBoundingClientRect().bottom > frame.top + frame.height / 3;
    })[0];
    if (!figure) { return; }
    figure.style.setProperty("--wide", figure.dataset.width);
    figure.style.setProperty("--tall", figure.dataset.height);
    figure.dataset.turn = (Number(figure.dataset.turn || 0) + 1) % 4;
  }

  function prepareTools(pages) {
    pages.querySelector("[data-page-tools]").hidden = false;
    pages.addEventListener("click", function (event) {
      var button = event.target.closest("[data-zoom], [data-rotate], [data-step]");
      if (!button) { return; }
      if (button.dataset.zoom) { zoomBy(pages, Number(button.dataset.zoom)); }
      if (button.dataset.step) { step(Number(button.dataset.step)); }
      if (button.hasAttribute("data-rotate")) { rotate(pages); }
    });
    pages.addEventListener("wheel", function (event) {
      if (!event.ctrlKey) { return; }
      event.preventDefault();
      zoomBy(pages, event.deltaY < 0 ? 1 : -1);
    }, { passive: false });
    pages.addEventListener("scroll", function () {
      if (zoomOf(pages) >= FINE_FROM) { inView(pages).forEach(refine); }
    });
  }

  function pageKey(pages, key) {
    if (key === "+" || key === "=") { zoomBy(pages, 1); }
    if (key === "-") { zoomBy(pages, -1); }
    if (key === "0") { zoomBy(pages, 0); }
    if (key === "r" || key === "R") { rotate(pages); }
  }

  function typing(node) { return /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName); }

  function onKey(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) {
      if (event.key === "Escape") { closeEdit(event.target); }
      return;
    }
    if (event.key === "j" || event.key === "J") { step(1); }
    if (event.key === "k" || event.key === "K") { step(-1); }
    if (event.key === "Escape") { closeEdit(event.target); }
    if (event.key === "Enter") { pressWithin(event); }
    var pages = document.querySelector("[data-pages]");
    if (pages) { pageKey(pages, event.key); }
  }

  // The browser puts the focus on the slot that the address names; Enter there confirms it. Nothing is ever decided by
  // a key that was pressed once too often: the decision wants its own button.
  function pressWithin(event) {
    var button = event.target.matches(".slot, .markline, td") && event.target.querySelector("[data-confirm]");
    if (button) {
      event.preventDefault();
      button.click();
    }
  }

  function closeEdit(node) {
    var edit = node.closest && node.closest("details.edit");
    if (edit) {
      edit.open = false;
      edit.querySelector("summary").focus();
    }
  }

  // Opening an editor puts the cursor into it; Ctrl+Enter saves an area of several lines.
  function onToggle(event) {
    if (!event.target.open || !event.target.classList.contains("edit")) { return; }
    if ("restored" in event.target.dataset) { delete event.target.dataset.restored; return; }
    var field = event.target.querySelector("input:not([type=hidden]):not([type=radio]), textarea");
    if (field) { field.focus(); }
  }

  function onFieldKey(event) {
    if (event.key === "Enter" && event.ctrlKey && event.target.tagName === "TEXTAREA") {
      event.target.form.querySelector("button.primary").click();
    }
  }

  // What the address names is brought into view and, where something waits there, under the Enter key.
  function arrive() {
    var id = decodeURIComponent(window.location.hash.slice(1));
    var target = id && document.getElementById(id);
    if (!target) {
      var at = slotOf(document.activeElement);
      if (at) { showOnPage(at.dataset.at); }
      return;
    }
    for (var node = target.parentElement; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") { node.open = true; }
    }
    if (target.tagName === "rect") { showOnPage(id); return; }
    var button = target.matches(".slot, .markline, td") && target.querySelector("[data-confirm]");
    (button || target).focus({ preventScroll: true });
    if (target.closest(".verdict")) { stay(); }
    target.scrollIntoView({ block: target.closest(".verdict") ? "nearest" : "center" });
    showOnPage(target.dataset.at);
  }

  // An answer to a finding leaves the form beside it where it was.
  function remember() {
    var verdict = document.querySelector(".verdict");
    sessionStorage.setItem("stay", JSON.stringify([window.location.pathname, window.scrollY, verdict.scrollTop]));
  }

  function stay() {
    var kept = JSON.parse(sessionStorage.getItem("stay") || "[]");
    if (kept[0] !== window.location.pathname) { return; }
    window.scrollTo(0, kept[1]);
    document.querySelector(".verdict").scrollTop = kept[2];
    sessionStorage.removeItem("stay");
  }

  function prepareReview() {
    var pages = document.querySelector("[data-pages]");
    document.addEventListener("submit", remember);
    if (pages) {
      fitOverlays(pages);
      prepareTools(pages);
    }
    document.addEventListener("focusin", function (event) {
      var slot = slotOf(event.target);
      if (slot) { showOnPage(slot.dataset.at); }
    });
    document.addEventListener("click", function (event) {
      var link = event.target.closest("[data-show]");
      if (link && pages) {
        event.preventDefault();
        showOnPage(link.dataset.show);
      }
    });
    document.addEventListener("keydown", onKey);
    document.addEventListener("keydown", onFieldKey);
    document.addEventListener("toggle", onToggle, true);
  }

  all("[data-upload]").forEach(prepareUpload);
  all("[data-progress]").forEach(follow);
  if (document.body.hasAttribute("data-review")) { prepareReview(); }
  document.addEventListener("submit", sayBusy);
  window.addEventListener("hashchange", arrive);
  arrive();
})();

// What is typed into a form stays in this tab until it is saved or given up, or somebody signs out: a session that ends,
// or a network that fails, loses none of it.
(function () {
  "use strict";

  var PREFIX = "draft:";
  var SIGNED_OUT = "signed-out";
  var UNKEPT = /^(hidden|password|file|submit|button|reset|fieldset)$/;
  var CHANGING = /^(csrf_token|version|tag|back)$/;
  var body = document.body;
  var user = body.dataset.user;

  // ---- what is kept -----------------------------------------------------------------------------------------------

  function keys() { return Object.keys(sessionStorage).filter(function (key) { return key.indexOf(PREFIX) === 0; }); }

  function read(key) { return JSON.parse(sessionStorage.getItem(key)); }

  function write(key, draft) { sessionStorage.setItem(key, JSON.stringify(draft)); }

  function forget(key) { sessionStorage.removeItem(key); }

  function forgetAll() { keys().forEach(forget); }

  // ---- forms ------------------------------------------------------------------------------------------------------

  function isKept(form) {
    return Boolean(form && user && form.method === "post" && form.closest("main") && !form.hasAttribute("data-passing"));
  }

  function forms() { return Array.prototype.filter.call(document.forms, isKept); }

  // A form is known by where it goes and what it is about, and by its place among those that say the same.
  function plainName(form) {
    var about = Array.prototype.filter.call(form.elements, function (one) {
      return one.type === "hidden" && !CHANGING.test(one.name);
    }).map(function (one) { return one.name + "=" + one.value; });
    return [form.getAttribute("action"), form.id].concat(about).join("&");
  }

  function keyOf(form) {
    var name = plainName(form);
    var alike = forms().filter(function (other) { return plainName(other) === name; });
    return PREFIX + name + "#" + alike.indexOf(form);
  }

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (one) { return one.name && !UNKEPT.test(one.type); });
  }

  function isChoice(field) { return field.type === "checkbox" || field.type === "radio"; }

  function typed(form) {
    return fields(form).filter(function (one) { return !isChoice(one) || one.checked; })
      .map(function (one) { return [one.name, one.value]; });
  }

  function keep(form, sent) {
    if (isKept(form) && fields(form).length) {
      write(keyOf(form), { user: user, at: Date.now(), sent: sent, typed: typed(form) });
    }
  }

  // ---- coming back ------------------------------------------------------------------------------------------------

  // The service answers what it has saved by leading on to a page; whatever else comes leaves a draft as it is.
  function wasSaved() {
    var arrival = performance.getEntriesByType("navigation")[0];
    return arrival.type === "navigate" && arrival.redirectCount > 0 && !body.hasAttribute("data-stopped");
  }

  function sift() {
    var saved = wasSaved();
    var signedOut = Number(localStorage.getItem(SIGNED_OUT) || 0);
    keys().forEach(function (key) {
      var draft = read(key);
      if ((user && draft.user !== user) || draft.at < signedOut || (draft.sent && saved)) { forget(key); return; }
      draft.sent = false;
      write(key, draft);
    });
  }

  function taken(left, fits) {
    var at = left.findIndex(fits);
    return at < 0 ? null : left.splice(at, 1)[0][1];
  }

  // Puts what was typed back in its places. Says whether that changed anything, and what has no place on this page.
  function fill(form, draft) {
    var left = draft.typed.slice();
    var changed = false;
    fields(form).forEach(function (field) {
      var value = taken(left, function (one) { return one[0] === field.name && (!isChoice(field) || one[1] === field.value); });
      if (isChoice(field)) {
        changed = changed || field.checked !== (value !== null);
        field.checked = value !== null;
      } else if (value !== null) {
        changed = changed || field.value !== value;
        field.value = value;
      }
    });
    return { changed: changed, left: left.filter(function (one) { return one[1]; }) };
  }

  function show(form, key) {
    for (var node = form; node; node = node.parentElement) {
      if (node.tagName === "DETAILS" && !node.open) {
        node.dataset.restored = "";
        node.open = true;
      }
    }
    var line = document.createElement("p");
    var drop = document.createElement("button");
    line.className = "notice warn restored";
    line.setAttribute("role", "status");
    line.textContent = body.dataset.draftSaid + " ";
    drop.type = "button";
    drop.className = "plain";
    drop.textContent = body.dataset.draftDrop;
    drop.addEventListener("click", function () {
      forget(key);
      form.reset();
      line.remove();
    });
    line.appendChild(drop);
    form.insertBefore(line, form.firstChild);
  }

  // Rows that were added to the form are drawn by the service: it is asked for them once.
  function askForRows(form, key, draft, left) {
    left.forEach(function (one) {
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = one[0];
      field.value = one[1];
      form.appendChild(field);
    });
    draft.asked = true;
    write(key, draft);
    HTMLFormElement.prototype.submit.call(form);
  }

  function restore() {
    var first = null;
    forms().forEach(function (form) {
      var key = keyOf(form);
      var draft = sessionStorage.getItem(key) && read(key);
      if (!draft) { return; }
      var found = fill(form, draft);
      if (found.left.length && form.hasAttribute("data-grows") && !draft.asked) {
        askForRows(form, key, draft, found.left);
      } else if (found.changed) {
        show(form, key);
        first = first || form;
      }
    });
    if (first && !window.location.hash) { first.scrollIntoView({ block: "center" }); }
  }

  // ---- going ------------------------------------------------------------------------------------------------------

  document.addEventListener("input", function (event) { keep(event.target.form, false); });
  document.addEventListener("submit", function (event) {
    if (event.target.hasAttribute("data-sign-out")) {
      forgetAll();
      localStorage.setItem(SIGNED_OUT, String(Date.now()));
    } else {
      keep(event.target, true);
    }
  });
  window.addEventListener("storage", function (event) { if (event.key === SIGNED_OUT) { forgetAll(); } });

  sift();
  restore();
  if (keys().length) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-drafts-kept]"), function (line) { line.hidden = false; });
  }
})();

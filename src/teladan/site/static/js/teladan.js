// Small comforts on pages that work without any of this.
(() => {
  "use strict";
  const typing = (el) => el.closest("input:not([type=checkbox],[type=radio],[type=submit]),textarea,select,[contenteditable]");
  const keysOn = () => document.documentElement.dataset.keys !== "off";

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details[data-menu][open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
      return;
    }
    if (!keysOn() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === "/") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    } else if (event.key === "?") {
      event.preventDefault();
      document.getElementById("tombol")?.showModal();
    }
  });

  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const opener = event.target.closest("[data-open]");
    if (opener) document.getElementById(opener.dataset.open)?.showModal();
  });

  // The pressed button says what is happening and stays in place; a second press sends nothing.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    if (button.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
    if (!button.dataset.busy) return;
    button.dataset.idle = button.textContent;
    setTimeout(() => { button.setAttribute("aria-busy", "true"); button.textContent = button.dataset.busy; }, 300);
  });
  const rested = () => {
    for (const button of document.querySelectorAll("[aria-busy=true][data-idle]")) {
      button.removeAttribute("aria-busy");
      button.textContent = button.dataset.idle;
    }
  };
  addEventListener("pageshow", rested);
  document.addEventListener("htmx:after:request", rested);

  // A toast stays at least ten seconds and waits while it is hovered or focused; undo is also in the item's history.
  const prepare = () => {
    document.querySelector("[data-focus]:not([data-seen])")?.focus();
    for (const el of document.querySelectorAll("[data-focus]")) el.dataset.seen = "";
    for (const toast of document.querySelectorAll("[data-toast]:not([data-seen])")) {
      toast.dataset.seen = "";
      let timer;
      const start = () => { timer = setTimeout(() => toast.remove(), 12000); };
      const stop = () => clearTimeout(timer);
      toast.addEventListener("pointerenter", stop);
      toast.addEventListener("focusin", stop);
      toast.addEventListener("pointerleave", start);
      toast.addEventListener("focusout", start);
      start();
    }
  };
  // What a swap has changed is read out: «9 pegawai, urut menurut menunggu».
  document.addEventListener("htmx:after:swap", (event) => {
    prepare();
    const said = (event.target.closest?.("section") ?? document).querySelector("[data-announce]") ?? document.querySelector("[data-announce]");
    if (said) document.getElementById("kabar").textContent = said.textContent;
  });
  prepare();
})();

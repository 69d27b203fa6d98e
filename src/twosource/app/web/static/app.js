// The forms work without this. It keeps drafts, takes dropped files, and shows progress as it goes.
"use strict";

function draftOf(form) {
  const fields = ["text", "outlet", "date", "url"].map((name) => form.elements[name]);
  const name = `twosource:draft:${form.dataset.draft}`;
  const told = document.getElementById("draft");
  if ("kept" in form.dataset) drop(name);
  const kept = read(name);
  if (kept && fields.every((f) => !f.value)) {
    for (const f of fields) f.value = kept[f.name] || "";
    told.textContent = "This is what you had typed and not yet added.";
    told.hidden = false;
  }
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields.map((f) => [f.name, f.value]));
    if (Object.values(typed).some(Boolean)) write(name, typed);
    else drop(name);
  });
}

// A browser may forbid storage, or have no room left: then a draft is not kept, and all else works.
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    drop(name);
  }
}

function drop(name) {
  try {
    localStorage.removeItem(name);
  } catch {
    // See above.
  }
}

function filesOf(form) {
  const place = document.getElementById("drop");
  const input = form.elements.files;
  const told = document.getElementById("chosen");
  const submit = form.querySelector("button[type=submit]");
  const show = () => {
    const files = [...input.files];
    const size = files.reduce((sum, f) => sum + f.size, 0);
    const much = size > Number(form.dataset.most);
    told.textContent = much
      ? `These are ${Math.ceil(size / 1e6)} MB, and ${Math.floor(form.dataset.most / 1e6)} MB go at once: choose fewer.`
      : `${files.length} chosen: ${files.slice(0, 6).map((f) => f.name).join(", ")}${files.length > 6 ? " …" : ""}`;
    told.hidden = !files.length;
    submit.disabled = much;
  };
  input.addEventListener("change", show);
  for (const type of ["dragenter", "dragover"]) {
    document.addEventListener(type, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      place.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) place.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    place.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const all = new DataTransfer();
    for (const file of [...input.files, ...event.dataTransfer.files]) all.items.add(file);
    input.files = all.files;
    show();
    place.scrollIntoView({ block: "nearest" });
  });
}

async function follow(place) {
  const bar = place.querySelector("progress");
  const stage = document.getElementById("stage");
  for (;;) {
    await new Promise((done) => setTimeout(done, 500));
    let state;
    try {
      const answer = await fetch(place.dataset.state, { headers: { accept: "application/json" } });
      state = await answer.json();
    } catch {
      stage.textContent = "The app does not answer. Start it again: nothing that you added is lost.";
      continue;
    }
    if (state.state !== "comparing") {
      location.replace(location.pathname);
      return;
    }
    if (stage.textContent !== state.text) stage.textContent = state.text;
    bar.value = state.share;
  }
}

const add = document.getElementById("add");
if (add) {
  draftOf(add);
  filesOf(add);
}
const under = document.getElementById("progress");
if (under) follow(under);

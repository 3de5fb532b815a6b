// Light or dark: the system decides until the person does.

import { byId } from "./dom.js";

export function watchTheme() {
  byId("theme-toggle").addEventListener("click", () => {
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const shown = document.documentElement.dataset.theme ?? system;
    const wanted = shown === "dark" ? "light" : "dark";
    document.documentElement.dataset.theme = wanted;
    try {
      localStorage.setItem("theme", wanted);
    } catch {
      // It then holds until the page is closed.
    }
  });
}

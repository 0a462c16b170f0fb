// Sets light or dark before anything is painted, as the kit would a moment later.
{
  const kept = localStorage.getItem("touchstone.theme");
  const isDark =
    kept === "dark" || (kept !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.mantineColorScheme = isDark ? "dark" : "light";
}

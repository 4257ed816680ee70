// What the scripts say, in the language that the page came in.

const words = JSON.parse(document.getElementById("words").textContent);

export const language = document.documentElement.lang;
export const locale = language === "en" ? "en-GB" : language;

// `values` stand where their names stand in braces.
export const worded = (name, values = {}) => words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);

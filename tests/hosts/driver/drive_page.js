// What html.test does with the page in a browser, and sees.
const one = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const shown = () => all("#list .row").filter((row) => !row.hidden);
const press = (key, target = document.body) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const choose = (id, value) => {
  one(id).value = value;
  one(id).dispatchEvent(new Event("input"));
};
const chosen = () => one("#list a[aria-current] .message").textContent;

say(`title ${document.title}`);
say(`foreign elements ${all("img, b, iframe, object").length}, owned ${window.owned}`);
say(`rows ${all("#list .row").length}, headings ${all("#list .heading").map((node) => node.textContent)}`);
say(`count ${one("#count").value}`);
say(`rules ${all("#rule option").map((node) => node.textContent).join("; ")}`);
say(`files ${all("#file option").map((node) => node.textContent).join("; ")}`);
say(`first ${one("#detail h2").textContent}`);

choose("#search", "UNICODE_from");
say(`search ${shown().length}: ${one("#count").value}`);
choose("#search", "discarded refcount-leak");
say(`words ${shown().length}`);
choose("#search", "no such thing");
say(`none ${shown().length}, told ${!one("#list .empty").hidden}`);
choose("#search", "");
choose("#rule", one("#rule").options[1].value);
say(`rule ${shown().length}: ${one("#rule").selectedOptions[0].textContent}`);
choose("#rule", "");
choose("#file", one("#file").options[1].value);
say(`file ${shown().length}, headings ${all("#list .heading").filter((node) => !node.hidden).length}`);
choose("#file", "");

const before = chosen();
press("j");
say(`next ${chosen() !== before}, address ${location.hash === one("#list a[aria-current]").hash}`);
press("k");
say(`previous ${chosen() === before}`);
press("n");
say(`step ${one("tr.current .number").textContent}`);
press("n");
say(`step ${one("tr.current .number").textContent}`);
press("p");
say(`step ${one("tr.current .number").textContent}`);
press("/");
say(`search has the focus ${document.activeElement === one("#search")}`);
press("j", one("#search"));
say(`typing moves nothing ${chosen() === before}`);
press("Escape", one("#search"));
say(`search left ${document.activeElement !== one("#search")}`);

const link = (text) => all("#list a").find((node) => node.textContent.includes(text));
location.hash = link("markup").hash;
setTimeout(() => {
  say(`numbers ${all("#detail .source .number").map((node) => node.textContent)}`);
  say(`marked ${all("#detail mark").map((node) => node.textContent)}`);
  say(`source ${one("#detail .source").textContent.includes("<\/script><img src=x")}`);
  say(`help ${all("#detail .help pre").length > 1}, ${one("#detail .help").textContent.includes("```")}`);
  location.hash = link("return-borrowed · borrowed").hash;
  setTimeout(() => {
    say(all("#detail h3").map((node) => node.textContent).find((text) => text.startsWith("Fix")));
    for (const row of all("#detail .diff tr")) say(`diff ${row.className}: ${row.textContent}`);
  });
});

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { begin, beginWithPeople, desk, launch, Nudged, phone, say } from "./nudged.mjs";

const justBefore = "2026-03-04T08:29:54+00:00";
const later = "2026-03-04T09:00:00+00:00";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

// Runs a scenario in a window of its own with a nudged of its own; nothing may be reported by the page.
function scenario(name, { clock = later, window = phone }, play) {
  test(name, { timeout: 60_000 }, async (t) => {
    const nudged = await Nudged.start({ clock });
    const context = await browser.newContext(window);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    const troubles = [];
    page.on("pageerror", (error) => troubles.push(error.message));
    try {
      await play({ t, nudged, context, page, log: page.getByRole("log") });
      assert.deepEqual(troubles, []);
    } finally {
      await context.close();
      await nudged.discard();
    }
  });
}

const tapOf = (page, verb) => page.getByRole("button", { name: new RegExp(`^${verb} `) });

async function hasNoViolations(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]), []);
}

async function fitsTheWidth(page) {
  const [wanted, there] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(wanted <= there, `${wanted} px wide on ${there} px`);
  const scroller = await page.evaluate(() => { const s = document.getElementById("scroller"); return s.scrollWidth - s.clientWidth; });
  assert.equal(scroller, 0);
}

describe("the first start", () => {
  scenario("asks three things, greets, and hides the token", {}, async ({ nudged, page, log }) => {
    await page.goto(nudged.address);
    await page.waitForFunction(() => document.querySelector("input[name=zone]")?.value);  // once the page has its history
    assert.equal(await page.getByLabel("Where are you?").inputValue(), "Europe/Lisbon");
    assert.equal(await page.getByLabel("When shall I write?").inputValue(), "08:30");
    await hasNoViolations(page);
    await begin(page, nudged.address);
    await log.getByText("in Lisbon, and I'd write at 08:30, Monday to Friday").waitFor();
    assert.ok(!page.url().includes("token"));
    assert.deepEqual((await page.context().cookies()).map(({ httpOnly, sameSite }) => [httpOnly, sameSite]), [[true, "Strict"]]);
    await page.reload();
    await log.getByText("Hello Ana.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Begin" }).count(), 0);
  });

  scenario("without the key only says how to get in", {}, async ({ nudged, page }) => {
    const answer = await page.goto(new URL("/", nudged.address).href);
    assert.equal(answer.status(), 401);
    await page.getByText("nudged pair webchat").waitFor();
    await hasNoViolations(page);
  });

  scenario("without the key says so in the language of the browser", { window: { ...phone, locale: "de-DE" } }, async ({ nudged, page }) => {
    await page.goto(new URL("/", nudged.address).href);
    await page.getByRole("heading", { name: "Ich rede nur mit dem Menschen, dem ich gehöre" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), "de");
    await hasNoViolations(page);
  });

  scenario("is in the language of the browser, which the settings change", { window: { ...phone, locale: "de-DE" } }, async ({ nudged, page, log }) => {
    const spoken = (language) => page.locator(`html[lang=${language}]`).waitFor();
    await page.goto(nudged.address);
    await page.getByLabel("Wie soll ich dich nennen?").fill("Ana");
    await hasNoViolations(page);
    await page.getByRole("button", { name: "Anfangen" }).click();
    await log.getByText("Hallo Ana.").waitFor();
    await page.reload();
    await spoken("de");
    await page.getByRole("button", { name: "Einstellungen" }).click();
    assert.equal(await page.getByLabel("Sprache").inputValue(), "de");
    await page.getByLabel("Sprache").selectOption("en");
    await page.getByRole("button", { name: "Speichern" }).click();
    await spoken("en");
    await log.getByText("From now on: English.").waitFor();
    await log.getByText("Hello Ana.").waitFor();
  });

  scenario("offers made-up people, who go with one tap", {}, async ({ nudged, page, log }) => {
    await beginWithPeople(page, nudged.address);
    await say(page, "today");
    await tapOf(page, "Done").first().waitFor();
    await page.getByRole("button", { name: "Remove the made-up people" }).click();
    await log.getByText("6 made-up people are gone.").waitFor();
  });
});

describe("the morning", () => {
  scenario("comes by itself at the local minute, and every tap stays in it", { clock: justBefore }, async ({ nudged, page, log }) => {
    await beginWithPeople(page, nudged.address);
    await page.evaluate(() => { globalThis.sameDocument = true; });
    await tapOf(page, "Done").nth(2).waitFor();
    assert.ok(await page.evaluate(() => globalThis.sameDocument));
    assert.equal(await tapOf(page, "Done").count(), 3);
    const lines = await log.getByRole("article").count();

    if (process.env.NUDGE_PICTURE) await page.screenshot({ path: process.env.NUDGE_PICTURE });  // for the README

    const done = await tapOf(page, "Done").first().getAttribute("aria-label");
    await page.getByRole("button", { name: done, exact: true }).click();
    await page.getByRole("button", { name: "Undo" }).first().waitFor();
    assert.equal(await page.getByRole("button", { name: done, exact: true }).count(), 0);

    const snooze = await tapOf(page, "Snooze").first().getAttribute("aria-label");
    await page.getByRole("button", { name: snooze, exact: true }).click();
    await log.getByText("snoozed to Mon 9 Mar").waitFor();
    assert.equal(await page.getByRole("button", { name: "Undo" }).count(), 2);
    assert.equal(await log.getByRole("article").count(), lines);

    await page.getByRole("button", { name: "Undo" }).first().click();
    await page.getByRole("button", { name: done, exact: true }).waitFor();
    assert.equal(await log.getByRole("article").count(), lines);

    await page.reload();
    await log.getByText("snoozed to Mon 9 Mar").waitFor();
    assert.equal(await log.getByRole("article").count(), lines);
  });

  scenario("is answered in words, and taken back in words", {}, async ({ nudged, page, log }) => {
    await beginWithPeople(page, nudged.address);
    await say(page, "today");
    await tapOf(page, "Done").first().waitFor();
    await say(page, "done mum called, knee is better");
    await log.getByText("Mum: called today, \"knee is better\"").waitFor();
    await say(page, "undo");
    await log.getByText("Taken back").waitFor();
    await page.getByRole("button", { name: "Done Mum" }).waitFor();
  });

  scenario("looks back at the week with a picture, which has its words for whoever does not see it", {}, async ({ nudged, page, log }) => {
    await beginWithPeople(page, nudged.address);
    await say(page, "called mum, knee is better");
    await log.getByText("Mum: called today").waitFor();
    await say(page, "review");
    const picture = log.getByRole("img", { name: "People by day: Wed 1." });
    await picture.waitFor();
    assert.equal(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth)), 1080);
    assert.ok((await picture.boundingBox()).width < 375, "it fits the phone");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 375);
    await page.getByRole("button", { name: "No review on Fridays" }).click();
    await log.getByText("No review on Fridays any more.").waitFor();
    assert.equal(await picture.count(), 1);

    await page.route("**/api/picture*", (route) => route.fulfill({ status: 200, contentType: "image/png", body: "none" }));
    await page.reload();
    await log.getByText("People by day: Wed 1.").waitFor();
  });

  scenario("opens and closes what else can be done, and keeps the focus", { window: desk }, async ({ nudged, page }) => {
    await beginWithPeople(page, nudged.address);
    await say(page, "today");
    const more = tapOf(page, "More for").first();
    await more.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Back" }).waitFor();
    const inMessage = () => page.evaluate(() => document.activeElement.closest(".block.item") !== null);
    assert.ok(await inMessage());
    await page.getByRole("button", { name: "Back" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Back" }).waitFor({ state: "detached" });
    assert.ok(await inMessage());
  });
});

describe("the page", () => {
  scenario("needs no mouse", { window: desk }, async ({ nudged, page, log }) => {
    await page.goto(nudged.address);
    const focusOn = async (name, key = "Tab") => {
      for (let i = 0; i < 40; ++i) {
        if (await page.evaluate((wanted) => [document.activeElement.getAttribute("aria-label"), document.activeElement.textContent, document.activeElement.labels?.[0]?.textContent]
          .some((one) => one?.trim().startsWith(wanted)), name)) return;
        await page.keyboard.press(key);
      }
      assert.fail(`${name} can't be reached by ${key}`);
    };
    await focusOn("What shall I call you?");
    await page.keyboard.type("Ana");
    await page.keyboard.press("Enter");
    await log.getByText("Hello Ana.").waitFor();
    await page.keyboard.type("Mum every week, Sam Lee every 2 months");
    await page.keyboard.press("Enter");
    await log.getByText("Mum every").last().waitFor();
    await focusOn("Undo", "Shift+Tab");
    await page.keyboard.press("Enter");
    await log.getByText("Taken back").waitFor();
    await focusOn("Settings", "Shift+Tab");
    await page.keyboard.press("Enter");
    await focusOn("People a morning");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await log.getByText("4 people a morning").waitFor();
  });

  scenario("says honestly that it is cut off, keeps what is typed, and sends it once", {}, async ({ nudged, page, log }) => {
    await begin(page, nudged.address);
    const { port, folder } = nudged;
    await nudged.end();
    await page.getByText("Offline").waitFor();
    await say(page, "add Mum every week");
    await page.getByText("Not sent yet").waitFor();
    await page.goto("about:blank");

    let again = await Nudged.start({ clock: later, port, folder });
    try {
      await page.goto(new URL("/", again.address).href);
      await log.getByText("Mum is in").waitFor();
      await again.end();
      await page.getByText("Offline").waitFor();
      await say(page, "add Sam every week");
      await page.getByText("Not sent yet").waitFor();

      again = await Nudged.start({ clock: later, port, folder });
      await log.getByText("Sam is in").waitFor();
      await page.getByText("Offline").waitFor({ state: "detached" });
      await page.reload();
      for (const name of ["Mum", "Sam"]) {
        await log.getByText(`${name} is in`).waitFor();
        assert.equal(await log.getByText(`add ${name} every week`).count(), 1);
        assert.equal(await log.getByText(`${name} is in`).count(), 1);
      }
    } finally {
      await again.end();
    }
  });

  scenario("applies once what it had to send twice", {}, async ({ nudged, page, log }) => {
    await begin(page, nudged.address);
    let lost = 0;
    await page.route("**/api/say", async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();  // it arrives, and its answer does not
      await route.abort();
    });
    await say(page, "hello you");
    await page.waitForResponse("**/api/say");
    assert.equal(lost, 2);
    await page.reload();
    await log.getByText("hello you").waitFor();
    assert.equal(await log.getByText("hello you").count(), 1);
  });

  scenario("listens only while it is looked at, and misses nothing", { window: desk }, async ({ nudged, page, context, log }) => {
    const look = (hidden) => page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
    await begin(page, nudged.address);
    const ended = page.waitForEvent("requestfailed", (request) => request.url().includes("/api/events"));
    await look(true);
    await ended;
    const other = await context.newPage();
    await other.goto(nudged.address);
    await say(other, "add Mum every week");
    await other.getByText("Mum is in").waitFor();
    assert.equal(await log.getByText("Mum is in").count(), 0);
    await look(false);
    await log.getByText("Mum is in").waitFor();
    await other.getByRole("button", { name: "Undo" }).last().click();
    await log.getByText("Taken back").waitFor();
  });

  scenario("takes an address book that is dropped on it", { window: desk }, async ({ nudged, page, log }) => {
    await begin(page, nudged.address);
    const drop = (name, content) => page.evaluate(([fileName, text]) => {
      const carried = new DataTransfer();
      carried.items.add(new File([text], fileName));
      for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }, [name, content]);
    await drop("people.csv", "Name,Email\nNicole Ortiz,nicole@example.org\nSam Lee,sam@example.org\n");
    await log.getByText("2 people: 2 new.").waitFor();
    await drop("cat.png", "\u0089PNG");
    await log.getByText("That is no address book that I can read").waitFor();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Import a file" }).click();
    await (await chooser).setFiles({ name: "one.vcf", mimeType: "text/vcard", buffer: Buffer.from("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Mum\r\nEND:VCARD\r\n") });
    await log.getByText("1 person: 1 new.").waitFor();
  });

  scenario("has settings, which say what can't be", {}, async ({ nudged, page, log }) => {
    await begin(page, nudged.address);
    await page.getByRole("button", { name: "Settings" }).click();
    await hasNoViolations(page);
    await page.getByLabel("I write at").fill("22:00");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The nudge at 22:00 lies in the quiet hours 21:00-07:30").waitFor();
    await page.getByLabel("I write at").fill("09:00");
    await page.getByLabel("Friday").uncheck({ force: true });
    await page.getByRole("button", { name: "Save" }).click();
    await log.getByText("From now on: nudge at 09:00 and on Monday to Thursday.").waitFor();
  });

  scenario("speaks German to whom it speaks German, and leaves no English label", { window: desk }, async ({ nudged, page, log }) => {
    // What the page says of itself, hidden or not; what is said in the chat has a test of its own.
    const labels = () => page.evaluate(() => {
      const ofThePage = (node) => (node.matches?.("#log .bubble, script") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
      const all = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, ofThePage);
      const found = new Set();
      while (all.nextNode())
        for (const label of [all.currentNode.data, ...["aria-label", "title", "alt"].map((name) => all.currentNode.getAttribute?.(name))])
          if (/[a-z]/i.test(label ?? "")) found.add(label.trim());
      return [...found];
    });
    await begin(page, nudged.address);
    const english = await labels();
    assert.ok(english.includes("Settings") && english.includes("Wednesday"), english.join("\n"));
    await say(page, "deutsch");
    await page.getByRole("button", { name: "Einstellungen" }).click();
    const german = await labels();
    const inBoth = ["nudged", "Chat", "Import", "Mo", "Fr", "Sa", "English", "Deutsch"];
    assert.deepEqual(german.filter((label) => english.includes(label)).sort(), inBoth.sort());
    await hasNoViolations(page);
    await page.getByLabel("Ich schreibe um").fill("22:00");
    await page.getByRole("button", { name: "Speichern" }).click();
    await page.getByText("Die Nachricht um 22:00 liegt in der Ruhezeit").waitFor();
    await page.getByLabel("Ich schreibe um").fill("09:00");
    await page.getByLabel("Freitag").uncheck({ force: true });
    await page.getByRole("button", { name: "Speichern" }).click();
    await log.getByText("Ab jetzt: Nachricht um 09:00 und am Montag bis Donnerstag.").waitFor();
    await log.getByText("Mittwoch, 4. März").waitFor();
    for (const width of [320, 375]) {
      await page.setViewportSize({ width, height: 640 });
      const [state, next] = await page.evaluate(() => {
        const told = document.createRange();
        document.getElementById("state").textContent = "Offline";
        told.selectNodeContents(document.getElementById("state"));
        return [told.getBoundingClientRect(), document.getElementById("open-import").getBoundingClientRect()].map(({ left, right }) => ({ left, right }));
      });
      assert.ok(state.right <= next.left, `what it says ends at ${state.right}, the next begins at ${next.left}, of ${width}`);
      await fitsTheWidth(page);
    }
    await page.getByRole("textbox", { name: "Nachricht" }).fill("missed mum");
    await page.getByRole("button", { name: "Senden" }).click();
    await log.locator(".mine").last().getByText("Du: missed mum").waitFor();
  });

  scenario("have a thumb's room for each day of the week", { window: { ...phone, viewport: { width: 375, height: 667 } } }, async ({ nudged, page }) => {
    await beginWithPeople(page, nudged.address);
    await page.getByRole("button", { name: "Settings" }).click();
    const days = await page.locator("#days span").evaluateAll((all) => all.map((day) => day.getBoundingClientRect()).map(({ width, height }) => [width, height]));
    assert.equal(days.length, 7);
    for (const [width, height] of days) assert.ok(width >= 44 && height >= 44, `${width} x ${height} is too small for a thumb`);
    await fitsTheWidth(page);
  });

  for (const colorScheme of ["light", "dark"]) {
    scenario(`fits a phone and everybody's eyes, ${colorScheme}`, { window: { ...phone, colorScheme, reducedMotion: "reduce" } }, async ({ nudged, page }) => {
      await beginWithPeople(page, nudged.address);
      await say(page, "today");
      await tapOf(page, "Done").nth(2).waitFor();
      await fitsTheWidth(page);
      const rows = await page.locator(".row").evaluateAll((all) => all.map((row) => [...row.children].map((tap) => tap.getBoundingClientRect())
        .map(({ top, bottom, width, height }) => ({ middle: (top + bottom) / 2, width, height }))));
      for (const row of rows)
        for (const tap of row) {
          assert.ok(Math.abs(tap.middle - row[0].middle) < 1, "the buttons of a row stand on one row");
          assert.ok(tap.width >= 44 && tap.height >= 44, `${tap.width} x ${tap.height} is too small for a thumb`);
        }
      await hasNoViolations(page);
      if (process.env.NUDGED_PICTURES) await page.screenshot({ path: `${process.env.NUDGED_PICTURES}/phone-${colorScheme}.png` });
      await tapOf(page, "Done").first().click();
      await page.getByRole("button", { name: "Undo" }).first().waitFor();
      await tapOf(page, "More for").first().click();
      await page.getByRole("button", { name: "Back" }).waitFor();
      await fitsTheWidth(page);
      await hasNoViolations(page);
    });
  }
});

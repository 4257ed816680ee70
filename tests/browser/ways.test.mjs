// Ways to people, as they are taken, and journeys, as a browser tells of them.

import assert from "node:assert/strict";
import { createCipheriv, createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import axe from "axe-core";
import { begin, launch, Nudged, phone, say } from "./nudged.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function withNudged({ clock, settings }, play) {
  const nudged = await Nudged.start({ clock, settings });
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  try {
    await play({ nudged, context, page, log: page.getByRole("log") });
  } finally {
    await context.close();
    await nudged.discard();
  }
}

async function beginWithNicole(page, address) {
  await begin(page, address);
  await say(page, "add Nicole Ortiz");
  await page.getByText("Nicole Ortiz", { exact: false }).last().waitFor();
  await say(page, "set nicole phone +351 912 345 678");
  await page.getByText("Nicole: phone", { exact: false }).last().waitFor();
}

// A link as nudged makes it, by other means: owner, contact, last day, way, words.
async function sealed(folder, said) {
  const key = (await readFile(join(folder, "link-key"), "utf8")).trim();
  const derived = (use) => createHmac("sha256", key).update(use).digest();
  const mark = createHmac("sha256", derived("mark")).update(said).digest().subarray(0, 16);
  const hidden = createCipheriv("aes-256-ctr", derived("words"), mark).update(said, "utf8");
  return Buffer.concat([mark, hidden]).toString("base64url");
}

describe("a link of nudged's own", () => {
  const settings = { NUDGED_HTTP_PUBLIC_URL: "https://nudged.example.org" };
  const clock = "2026-03-04T09:00:00+00:00";
  const lastDay = Date.UTC(2026, 2, 11) / 86_400_000;

  test("leads on with one tap, and no address that is asked for holds it", { timeout: 60_000 }, () =>
    withNudged({ clock, settings }, async ({ nudged, context, page }) => {
      await beginWithNicole(page, nudged.address);
      const link = await sealed(nudged.folder, `1 1 ${lastDay} text Hello Nicole`);
      const opened = await context.newPage();
      const asked = [];
      opened.on("request", (request) => asked.push(request.url().split("#")[0]));
      await opened.goto(`${new URL(nudged.address).origin}/to#${link}`);
      const onward = opened.getByRole("link", { name: "Text: Nicole Ortiz" });
      await onward.waitFor();
      assert.equal(await onward.getAttribute("href"), "sms:+351912345678?body=Hello%20Nicole");
      assert.ok(asked.length > 2 && asked.every((url) => !url.includes(link)), asked.join("\n"));
      await opened.evaluate(axe.source);
      const { violations } = await opened.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id }) => id), []);
    }));

  test("that is forged or old says so", { timeout: 60_000 }, () =>
    withNudged({ clock, settings }, async ({ nudged, context, page }) => {
      await beginWithNicole(page, nudged.address);
      const { origin } = new URL(nudged.address);
      const opened = await context.newPage();
      await opened.goto(`${origin}/to#forged`);
      await opened.getByText("This is no link of mine").waitFor();
      await opened.goto(`${origin}/to#${await sealed(nudged.folder, `1 1 ${lastDay - 8} text `)}`);
      await opened.getByText("more than a week old").waitFor();
      assert.equal(await opened.getByRole("link").count(), 0);
    }));
});

test("a way that was taken on the page is asked about in the evening", { timeout: 60_000 }, () =>
  withNudged({ clock: "2026-03-04T17:40:00+00:00@300" }, async ({ nudged, page, log }) => {
    await beginWithNicole(page, nudged.address);
    await say(page, "missed nicole");
    await page.getByRole("link", { name: "Call: Nicole Ortiz" }).click();
    await log.getByText("Did you call Nicole?").waitFor();
    await page.getByRole("button", { name: "Yes" }).click();
    await log.getByText("Nicole: called today.").waitFor();
  }));

test("a browser elsewhere is asked about once, and again at home", { timeout: 60_000 }, () =>
  withNudged({ clock: "2026-03-04T09:00:00+00:00" }, async ({ nudged, page }) => {
    await begin(page, nudged.address);
    await page.reload();
    const elsewhere = await browser.newContext({ ...phone, timezoneId: undefined });
    const device = await elsewhere.newPage();
    const session = await elsewhere.newCDPSession(device);
    const { href } = new URL(nudged.address);
    const in_ = async (timezoneId) => {
      await session.send("Emulation.setTimezoneOverride", { timezoneId });
      await device.goto(href);
    };
    await in_("Asia/Tokyo");
    await device.getByText("Your phone says Tokyo now. Nudge you at 08:30 there?").waitFor();
    await device.reload();
    await device.getByRole("button", { name: "Yes, in Tokyo" }).click();
    await device.getByText("in Tokyo. I write at 08:30 there.").waitFor();
    assert.equal(await device.getByText("Your phone says").count(), 0, "the answer stands where the question stood");
    await in_("Europe/Lisbon");
    await device.getByText("Your phone says Lisbon again.").waitFor();
    await elsewhere.close();
  }));

// A real nudged with a folder of its own, and a real browser.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";

const program = process.env.NUDGED;
if (!program) throw new Error("NUDGED names the nudged to be tested; ctest sets it");

// `clock` as for `nudged run --clock`; `port` 0 lets the system choose; `settings` are variables of its environment.
export class Nudged {
  static async start({ clock, port = 0, folder = null, settings = {} }) {
    const nudged = new Nudged();
    nudged.folder = folder ?? (await mkdtemp(join(tmpdir(), "nudged-")));
    nudged.process = spawn(program, ["--data", nudged.folder, "run", "--listen", `127.0.0.1:${port}`, "--clock", clock], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { PATH: process.env.PATH, TZ: "UTC", ...settings },
    });
    for await (const line of createInterface({ input: nudged.process.stdout })) {
      if (line.startsWith("open ")) nudged.address = line.slice("open ".length);
      if (line === "ready") return nudged;
    }
    throw new Error("nudged ended before it was ready");
  }

  get port() { return Number(new URL(this.address).port); }

  async end() {
    if (this.process.exitCode !== null) return;
    this.process.kill("SIGTERM");
    await once(this.process, "exit");
  }

  async discard() {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

export const launch = () =>
  chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
  });

export const phone = { viewport: { width: 375, height: 760 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2, timezoneId: "Europe/Lisbon", locale: "en-GB" };
export const desk = { viewport: { width: 1024, height: 860 }, timezoneId: "Europe/Lisbon", locale: "en-GB" };

// Answers the three questions of the first start.
export async function begin(page, address) {
  await page.goto(address);
  await page.getByLabel("What shall I call you?").fill("Ana");
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByText("Hello Ana.").waitFor();
}

export async function say(page, text) {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

// With six made-up people, who are due on the morning of 4 March.
export async function beginWithPeople(page, address) {
  await begin(page, address);
  await page.getByRole("button", { name: "Try with made-up people" }).click();
  await page.getByRole("button", { name: "Remove the made-up people" }).waitFor();
}

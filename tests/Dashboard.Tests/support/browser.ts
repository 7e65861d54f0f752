import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import type { Server } from './server';

export type Theme = 'light' | 'dark';

interface Look {
  width?: number;
  height?: number;
  theme?: Theme;
}

const programs = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function startBrowser(): Promise<Browser> {
  const program = programs.find((path) => path !== undefined && existsSync(path));
  if (program === undefined) {
    throw new Error('There is no Chromium. Install Debian\'s package "chromium", or say where one is in CHROMIUM.');
  }

  return chromium.launch({ executablePath: program, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** What somebody has before them: a window, and what went wrong in it. */
export class Window {
  /** Scripts that failed and what the Content-Security-Policy forbade; a test that ends well has none. */
  readonly faults: string[] = [];

  private readonly waiting = new Set<Request>();

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly server: Server,
  ) {
    page.on('pageerror', (error) => this.faults.push(String(error)));
    // The stream of changes never ends.
    page.on('request', (request) => request.url().endsWith('/changes') || this.waiting.add(request));
    page.on('requestfinished', (request) => this.waiting.delete(request));
    page.on('requestfailed', (request) => this.waiting.delete(request));
    page.on('console', (message) => {
      // Answers such as 412 and 422 are logged by the browser itself; they are part of tests.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.faults.push(message.text());
      }
    });
  }

  /** @param email who is signed in; null: nobody */
  static async open(browser: Browser, server: Server, email: string | null, look: Look = {}): Promise<Window> {
    const context = await browser.newContext({
      viewport: { width: look.width ?? 1280, height: look.height ?? 900 },
      colorScheme: look.theme ?? 'light',
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'UTC',
    });
    context.setDefaultTimeout(15_000);
    if (email !== null) {
      const token = await server.signIn(email);
      // Once, so that signing out in a test lasts.
      await context.addInitScript((kept) => {
        if (sessionStorage.getItem('started') === null) {
          sessionStorage.setItem('started', 'yes');
          localStorage.setItem('featureflag.token', kept);
        }
      }, token);
    }
    return new Window(await context.newPage(), context, server);
  }

  /** @param path of the dashboard, such as "/flags?q=new" */
  async goTo(path: string): Promise<Page> {
    await this.page.goto(`${this.server.address}/#${path}`);
    await this.page.getByRole('heading', { level: 1 }).waitFor();
    return this.page;
  }

  /** Until everything is loaded that the page asked for. */
  async settle(): Promise<Page> {
    for (let quiet = 0; quiet < 3; quiet = this.waiting.size === 0 ? quiet + 1 : 0) {
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50))));
    }
    return this.page;
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startBrowser, Window } from './browser';
import { Server } from './server';

/** A server and a browser for the tests of a file. Windows are closed after each test, and none may have had a fault. */
export class Setting {
  private running: { server: Server; browser: Browser } | undefined;
  private windows: Window[] = [];

  /** @param settings environment variables of the server */
  static forThisFile(
    settings: Record<string, string> = {},
    prepare: (server: Server) => Promise<void> = async () => {},
  ): Setting {
    const setting = new Setting();
    beforeAll(async () => {
      const [server, browser] = await Promise.all([Server.start(settings), startBrowser()]);
      setting.running = { server, browser };
      await prepare(server);
    });
    afterEach(async () => {
      const faults = setting.windows.flatMap((window) => window.faults);
      await Promise.all(setting.windows.map((window) => window.close()));
      setting.windows = [];
      expect(faults).toEqual([]);
    });
    afterAll(async () => {
      await setting.running?.browser.close();
      await setting.running?.server.dispose();
    });
    return setting;
  }

  get server(): Server {
    if (this.running === undefined) {
      throw new Error('The server is started before the tests, not before the file is read.');
    }
    return this.running.server;
  }

  /** @param email who is signed in; null: nobody */
  async open(email: string | null, look: Parameters<typeof Window.open>[3] = {}): Promise<Window> {
    if (this.running === undefined) {
      throw new Error('The browser is started before the tests, not before the file is read.');
    }
    const window = await Window.open(this.running.browser, this.server, email, look);
    this.windows.push(window);
    return window;
  }

  /** For a test of what happens when the server goes: it is another process then. */
  replaceServer(server: Server): void {
    if (this.running !== undefined) {
      this.running.server = server;
    }
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as generated from '@/api/generated/api';

export const adminEmail = 'admin@localhost';
export const password = 'correct horse battery 9';

const binaries = fileURLToPath(new URL('../../../artifacts/bin/WebApi', import.meta.url));
const patience = 60_000;

/** A server process of its own, on a free port, with an empty store. */
export class Server {
  private readonly tokens = new Map<string, Promise<string>>();

  private constructor(
    readonly address: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  /**
   * @param settings environment variables, such as Auth__TokenMinutes
   * @param address where it listens; by default on a free port
   */
  static async start(settings: Record<string, string> = {}, address = 'http://127.0.0.1:0'): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), 'featureflag-dashboard-'));
    const started = launch(newestProgram(), address, folder, { Auth__InitialAdminPassword: password, ...settings });
    return new Server(await listening(started), started, folder);
  }

  /** Ends it at once, as a crash would; the data stay for {@link restart}. */
  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }

  /** The same store at the same address. */
  async restart(): Promise<Server> {
    const started = launch(this.process.spawnargs[1] as string, this.address, this.folder, {});
    return new Server(await listening(started), started, this.folder);
  }

  async dispose(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      await this.stop();
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** What the API lets this person do. */
  as(token: string | null) {
    const http = {
      fetch: (url: RequestInfo, init: RequestInit = {}) => {
        // The generated calls send an empty If-Match where none was given.
        const headers = new Headers([...new Headers(init.headers)].filter(([, value]) => value !== ''));
        if (token !== null) {
          headers.set('Authorization', `Bearer ${token}`);
        }
        return fetch(url, { ...init, headers });
      },
    };
    return {
      audit: new generated.AuditClient(this.address, http),
      auth: new generated.AuthClient(this.address, http),
      demo: new generated.DemoClient(this.address, http),
      environments: new generated.EnvironmentsClient(this.address, http),
      evaluate: new generated.EvaluateClient(this.address, http),
      experiments: new generated.ExperimentsClient(this.address, http),
      flags: new generated.FlagsClient(this.address, http),
      holdouts: new generated.HoldoutsClient(this.address, http),
      layers: new generated.LayersClient(this.address, http),
      metrics: new generated.MetricDefinitionsClient(this.address, http),
      results: new generated.ResultsClient(this.address, http),
      sdkKeys: new generated.SdkKeysClient(this.address, http),
      segments: new generated.SegmentsClient(this.address, http),
    };
  }

  /** Asks once for each person: checking a password is slow, as it should be. */
  signIn(email = adminEmail): Promise<string> {
    const kept =
      this.tokens.get(email) ??
      this.as(null)
        .auth.login({ email, password })
        .then((answer) => answer.access_token);
    this.tokens.set(email, kept);
    return kept;
  }

  /** The first admin's API. */
  async asAdmin() {
    return this.as(await this.signIn());
  }

  /** A new account; answers its address. */
  async addUser(role: 'viewer' | 'developer' | 'admin', name: string = role): Promise<string> {
    const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}@example.com`;
    const { user } = await this.as(null).auth.register({ email, password, name });
    await (await this.asAdmin()).auth.changeRole(user.id, { role });
    return email;
  }
}

function launch(program: string, address: string, folder: string, settings: Record<string, string>): ChildProcess {
  return spawn('dotnet', [program, `--urls=${address}`], {
    cwd: folder,
    env: { ...process.env, ASPNETCORE_URLS: '', Storage__DataDirectory: folder, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function newestProgram(): string {
  const built = ['release', 'debug'].map((kind) => join(binaries, kind, 'FeatureFlag.WebApi.dll')).filter(existsSync);
  const newest = built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest === undefined) {
    throw new Error('The server is not built. Run: dotnet build src/WebApi');
  }
  return newest;
}

function listening(started: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => reject(new Error(`The server did not start in time.\n${output}`)), patience);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const address = output.match(/listens on (http:\/\/\S+?)[,\s]/)?.[1];
      if (address !== undefined) {
        clearTimeout(timer);
        resolve(address);
      }
    };
    started.stdout?.on('data', read);
    started.stderr?.on('data', read);
    started.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`The server ended with ${code}.\n${output}`));
    });
  });
}

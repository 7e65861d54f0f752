import { describe, expect, it } from 'vitest';
import { evaluateCommand, shellWord } from './shell';

describe('A command to copy', () => {
  it('asks the server where it is', () =>
    expect(evaluateCommand('https://flags.example.com/tools/', 'new-checkout', 'development', 'you')).toBe(
      "curl 'https://flags.example.com/tools/evaluate/new-checkout?environment_key=development&user_id=you'",
    ));

  it('keeps signs of the URL and of the shell from meaning something', () =>
    expect(evaluateCommand('http://localhost:8000/', 'a', 'b', "o'neil & $(sons)")).toBe(
      "curl 'http://localhost:8000/evaluate/a?environment_key=b&user_id=o%27neil+%26+%24%28sons%29'",
    ));

  it('is one word, with quotes and all', () => expect(shellWord("it's")).toBe("'it'\\''s'"));
});

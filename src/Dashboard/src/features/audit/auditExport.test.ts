// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { AuditEntryResponse } from '@/api/generated/api';
import { auditCsv } from './auditExport';

const entry: AuditEntryResponse = {
  id: '1',
  entity_type: 'flag',
  entity_id: '2',
  entity_key: 'a',
  action: 'update',
  user_id: null,
  user_email: '=HYPERLINK("x")@example.com',
  environment_key: null,
  changes: { tags: { old: [], new: ['a', 'b'] }, owner: { old: null, new: '@me' } },
  created_at: '2026-11-23T09:00:00.000Z',
};

test('has a row for each changed field', () => {
  const lines = auditCsv([entry]).trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('tags,[],"[""a"",""b""]"');
});

test('guards against formulas in what people wrote', () => {
  const csv = auditCsv([entry]);
  expect(csv).toContain(`"'=HYPERLINK(""x"")@example.com"`);
  expect(csv).toContain("owner,,'@me");
});

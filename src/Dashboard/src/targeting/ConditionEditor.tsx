import { Text } from '@mantine/core';
import type { Condition } from '@/api/generated/api';
import { conditionInWords } from './words';

interface Props {
  value: Condition;
  onChange: (value: Condition) => void;
  environmentKey: string;
  path: string;
  errors: Record<string, string[]>;
  readOnly?: boolean;
  exclude?: { segment?: string; flag?: string };
}

export function ConditionEditor({ value }: Props) {
  return <Text size="sm">{conditionInWords(value)}</Text>;
}

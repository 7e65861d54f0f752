import { Switch, Textarea } from '@mantine/core';

interface Fields {
  description: string;
  isProtected: boolean;
}

/** What can be said of a new environment as of one that is there. */
export function DescriptionAndProtection({
  value,
  onChange,
  errors,
}: {
  value: Fields;
  onChange: (value: Fields) => void;
  errors: Record<string, string[]>;
}) {
  return (
    <>
      <Textarea
        label="Description"
        description="Optional"
        autosize
        minRows={2}
        value={value.description}
        onChange={(event) => onChange({ ...value, description: event.currentTarget.value })}
        error={errors.description?.join(' ')}
      />
      <Switch
        label="Protected"
        description="Only admins change flags, segments and SDK keys in it."
        checked={value.isProtected}
        onChange={(event) => onChange({ ...value, isProtected: event.currentTarget.checked })}
      />
    </>
  );
}

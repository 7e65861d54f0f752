import { Group, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '@/api/overview';
import { purposes } from '@/lib/flagTypes';
import { choices } from '../filter';
import type { FlagDraft } from './draft';

interface Props {
  draft: FlagDraft;
  onChange: (changes: Partial<FlagDraft>) => void;
  errorOf: (field: string) => string | undefined;
}

/** What people read; evaluation ignores it. */
export function DescriptionFields({ draft, onChange, errorOf }: Props) {
  const { data: flags = [] } = useQuery(overviewQuery());
  return (
    <>
      <Textarea
        label="Description"
        value={draft.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
        error={errorOf('description')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={4_000}
      />
      <TagsInput
        label="Tags"
        placeholder={draft.tags.length === 0 ? 'Enter or a comma ends a tag' : undefined}
        data={choices(flags).tags}
        value={draft.tags}
        onChange={(tags) => onChange({ tags })}
        error={errorOf('tags')}
        limit={20}
        maxTags={50}
        acceptValueOnBlur
        clearable
      />
      <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
        <TextInput
          label="Owner"
          value={draft.owner}
          onChange={(event) => onChange({ owner: event.currentTarget.value })}
          error={errorOf('owner')}
          maxLength={254}
          flex="1 1 14rem"
        />
        <Select
          label="Purpose"
          data={purposes}
          value={draft.purpose}
          onChange={(purpose) => purpose !== null && onChange({ purpose: purpose as FlagDraft['purpose'] })}
          allowDeselect={false}
          flex="1 1 14rem"
        />
      </Group>
    </>
  );
}
